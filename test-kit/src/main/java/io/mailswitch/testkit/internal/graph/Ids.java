package io.mailswitch.testkit.internal.graph;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Ids in the manner of Exchange: long, case-sensitive, with an equals sign that has to be encoded in a path. */
final class Ids {
    private Ids() {}

    static String fresh(String prefix) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        for (int i = 0; i < 2; i++) {
            UUID random = UUID.randomUUID();
            bytes.putLong(random.getMostSignificantBits()).putLong(random.getLeastSignificantBits());
        }
        return prefix + Base64.getUrlEncoder().encodeToString(bytes.array());
    }
}

package io.mailswitch.benchmarks.sink;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a body is what its content type says: base64 of a message (text/plain), or an object (JSON). Not thread-safe. */
final class GraphBody {
    private static final boolean[] BASE64 = alphabet();

    private final String type;
    private long length;
    private long padding;
    private boolean base64 = true;
    private byte first;
    private byte last;

    GraphBody(@Nullable String contentType) {
        this.type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    }

    void accept(byte[] part) {
        if (part.length == 0) {
            return;
        }
        if (length == 0) {
            first = part[0];
        }
        length += part.length;
        last = part[part.length - 1];
        if (type.startsWith("text/plain")) {
            for (byte b : part) {
                base64 &= BASE64[b & 0xff];
                padding += b == '=' ? 1 : 0;
            }
        }
    }

    boolean isWellFormed() {
        if (type.startsWith("text/plain")) {
            return base64 && length > 0 && padding <= 2;
        }
        return type.startsWith("application/json") && first == '{' && last == '}';
    }

    long length() {
        return length;
    }

    private static boolean[] alphabet() {
        boolean[] alphabet = new boolean[256];
        String characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n";
        characters.chars().forEach(c -> alphabet[c] = true);
        return alphabet;
    }
}

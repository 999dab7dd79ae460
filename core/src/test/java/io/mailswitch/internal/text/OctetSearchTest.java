package io.mailswitch.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the same looks one octet at a time. */
class OctetSearchTest {
    /** Those that are found, and those beside them, whose bits a borrow could take for them. */
    private static final byte[] OCTETS = {0, 1, 9, '\n', 11, '\f', '\r', ' ', 'a', 127, (byte) 128, (byte) 0x8a, -1};

    private final Random random = new Random(20261124);

    @Test
    void anyOctetsAtAnyPlace() {
        for (int i = 0; i < 100_000; i++) {
            byte[] octets = new byte[random.nextInt(40)];
            int kinds = 1 + random.nextInt(OCTETS.length);
            for (int at = 0; at < octets.length; at++) {
                octets[at] = random.nextInt(4) == 0 ? OCTETS[random.nextInt(kinds)] : (byte) 'x';
            }
            int from = random.nextInt(octets.length + 1);
            int to = from + random.nextInt(octets.length - from + 1);
            assertThat(OctetSearch.lineBreak(octets, from, to))
                    .as("%s from %s to %s", octets, from, to)
                    .isEqualTo(lineBreak(octets, from, to));
            assertThat(OctetSearch.hasNul(octets, from, to))
                    .as("%s from %s to %s", octets, from, to)
                    .isEqualTo(lowest(octets, from, to, false) == 0);
            assertThat(OctetSearch.hasEightBit(octets, from, to))
                    .as("%s from %s to %s", octets, from, to)
                    .isEqualTo(lowest(octets, from, to, true) < 0);
        }
    }

    private static int lineBreak(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] == '\r' || octets[i] == '\n') {
                return i;
            }
        }
        return to;
    }

    private static int lowest(byte[] octets, int from, int to, boolean signed) {
        int lowest = 1;
        for (int i = from; i < to; i++) {
            lowest = Math.min(lowest, signed ? octets[i] : octets[i] & 0xff);
        }
        return lowest;
    }
}

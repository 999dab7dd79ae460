package io.mailswitch.internal.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks through octets eight at a time: content is looked at several times on its way, and most of it is of no interest each time. */
public final class OctetSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long CR = ONES * '\r';
    private static final long LF = ONES * '\n';

    private OctetSearch() {}

    /**
     * Tells whether an octet is above 127.
     *
     * @param octets the array
     * @param from the first octet
     * @param to behind the last
     * @return true when there is one
     */
    public static boolean hasEightBit(byte[] octets, int from, int to) {
        long all = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            all |= (long) LONGS.get(octets, i);
        }
        for (; i < to; i++) {
            all |= octets[i]; // the sign spreads
        }
        return (all & HIGH_BITS) != 0;
    }

    /**
     * Tells whether an octet is NUL.
     *
     * @param octets the array
     * @param from the first octet
     * @param to behind the last
     * @return true when there is one
     */
    public static boolean hasNul(byte[] octets, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            if (zeros((long) LONGS.get(octets, i)) != 0) {
                return true;
            }
        }
        for (; i < to; i++) {
            if (octets[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds the next CR or LF.
     *
     * @param octets the array
     * @param from where to begin
     * @param to behind the last octet
     * @return its index, or {@code to} where there is none
     */
    public static int lineBreak(byte[] octets, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(octets, i);
            long found = zeros(eight ^ CR) | zeros(eight ^ LF);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && octets[i] != '\r' && octets[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Sets the high bit of the first octet that is zero; those behind it are not to be relied on, as a borrow may have reached them. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & HIGH_BITS;
    }
}

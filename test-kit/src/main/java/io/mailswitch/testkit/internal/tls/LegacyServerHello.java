package io.mailswitch.testkit.internal.tls;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;

/**
 * The first words of a server that speaks nothing newer than TLS 1.0 or 1.1, made by hand since the JDK no longer speaks
 * them: it takes the client's hello and answers with its own version, as RFC 4346 appendix E has it.
 */
public final class LegacyServerHello {
    private static final byte HANDSHAKE = 22;
    private static final byte SERVER_HELLO = 2;
    private static final byte MAJOR = 3;
    /** Suites that both the old versions and today's clients may know, ECDHE before RSA. */
    private static final List<Short> OLD_SUITES =
            List.of((short) 0xc00a, (short) 0xc009, (short) 0xc014, (short) 0xc013, (short) 0x0035, (short) 0x002f);

    private LegacyServerHello() {}

    /**
     * Tells whether a version is one that has to be played by hand.
     *
     * @param protocol as JSSE names it
     * @return true for {@code TLSv1} and {@code TLSv1.1}
     */
    public static boolean isLegacy(String protocol) {
        return protocol.equals("TLSv1") || protocol.equals("TLSv1.1");
    }

    /**
     * Makes the answer to a client's hello.
     *
     * @param clientHello the client's first record
     * @param protocol {@code TLSv1} or {@code TLSv1.1}
     * @return a whole TLS record
     */
    public static byte[] answer(byte[] clientHello, String protocol) {
        byte minor = (byte) (protocol.equals("TLSv1") ? 1 : 2);
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        ByteBuffer hello = ByteBuffer.allocate(2 + 32 + 1 + 2 + 1);
        hello.put(MAJOR)
                .put(minor)
                .put(random)
                .put((byte) 0)
                .putShort(suite(clientHello))
                .put((byte) 0);

        ByteArrayOutputStream record = new ByteArrayOutputStream();
        int length = hello.capacity();
        record.writeBytes(new byte[] {HANDSHAKE, MAJOR, minor, 0, (byte) (length + 4)});
        record.writeBytes(new byte[] {SERVER_HELLO, 0, 0, (byte) length});
        record.writeBytes(hello.array());
        return record.toByteArray();
    }

    /** An old suite that the client offers, so that the version alone is what it can object to. */
    private static short suite(byte[] clientHello) {
        try {
            ByteBuffer in = ByteBuffer.wrap(clientHello);
            in.position(5 + 4 + 2 + 32); // record header, handshake header, version, random
            in.position(in.position() + 1 + (in.get(in.position()) & 0xff)); // session id
            int count = (in.getShort() & 0xffff) / 2;
            for (int i = 0; i < count; i++) {
                short offered = in.getShort();
                if (OLD_SUITES.contains(offered)) {
                    return offered;
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return OLD_SUITES.get(0); // not a hello that can be read: any suite will do
        }
        return OLD_SUITES.get(0);
    }
}

package io.mailswitch.testkit.internal.http;

import io.mailswitch.testkit.internal.tls.LegacyServerHello;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A server that speaks nothing newer than TLS 1.1: it answers the client's hello with its own version and listens until the client goes. */
final class OldTls {
    /** RFC 8446 §5.1: type, version and length of a record. */
    private static final int HEADER = 5;

    private OldTls() {}

    static void converse(Socket socket, String version) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        byte[] header = in.readNBytes(HEADER);
        hello.writeBytes(header);
        if (header.length == HEADER) {
            hello.writeBytes(in.readNBytes((header[3] & 0xff) << 8 | (header[4] & 0xff)));
        }
        socket.getOutputStream().write(LegacyServerHello.answer(hello.toByteArray(), version));
        in.transferTo(OutputStream.nullOutputStream());
    }
}

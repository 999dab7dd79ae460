package io.mailswitch.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A plain server on loopback that keeps to the protocol, with PIPELINING and perhaps CHUNKING, and notes what it has taken; its first connection ends
 * after so many octets of the client or so many replies, counted from MAIL on, without a word.
 */
final class CuttingServer implements AutoCloseable {
    private static final class Cut extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    private final long octets;
    private final long replies;
    private final boolean reset;
    private final boolean chunking;

    /** Cuts after octets or replies, whichever comes first; by a reset or in order. */
    CuttingServer(boolean chunking, long octets, long replies, boolean reset) throws IOException {
        this.chunking = chunking;
        this.octets = octets;
        this.replies = replies;
        this.reset = reset;
        Thread thread = new Thread(this::accept, "cutting-server");
        thread.setDaemon(true);
        thread.start();
    }

    String[] settings() {
        return new String[] {
            "smtp.host",
            "127.0.0.1",
            "smtp.port",
            Integer.toString(server.getLocalPort()),
            "smtp.tls",
            "none",
            "smtp.ehlo-name",
            "app.example.com"
        };
    }

    /** The recipients of each message that was taken, each once for each time. */
    List<String> arrived() {
        synchronized (arrived) {
            return List.copyOf(arrived);
        }
    }

    private void accept() {
        try {
            for (boolean first = true; true; first = false) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Conversation conversation =
                        first ? new Conversation(octets, replies) : new Conversation(Long.MAX_VALUE, Long.MAX_VALUE);
                Thread thread = new Thread(() -> conversation.run(socket), "cutting-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // closed by the test
        }
    }

    private final class Conversation {
        private long octetsLeft;
        private long repliesLeft;
        private boolean counting;
        private String recipient = "";

        Conversation(long octets, long replies) {
            octetsLeft = octets;
            repliesLeft = replies;
        }

        void run(Socket socket) {
            try (socket) {
                try {
                    converse(socket);
                } catch (Cut e) {
                    if (reset) {
                        socket.setSoLinger(true, 0);
                    }
                }
            } catch (IOException e) {
                // the client has hung up
            }
        }

        private void converse(Socket socket) throws IOException {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            say(out, "220 hello");
            while (true) {
                String line = line(in);
                String verb = line.split("[ :]", 2)[0];
                if (verb.equals("BDAT")) {
                    for (int i = Integer.parseInt(line.split(" ", 3)[1]); i > 0; i--) {
                        read(in);
                    }
                    arrived.add(recipient);
                } else if (verb.equals("RCPT")) {
                    String next = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    recipient = recipient.isEmpty() ? next : recipient; // the first tells which message it is
                } else if (verb.equals("MAIL")) {
                    recipient = "";
                }
                if (verb.equals("EHLO")) {
                    say(out, "250-hello\r\n" + (chunking ? "250-CHUNKING\r\n" : "") + "250 PIPELINING");
                    continue;
                }
                if (verb.equals("DATA")) {
                    say(out, "354 go on");
                    while (!line(in).equals(".")) {
                        // content
                    }
                    arrived.add(recipient);
                }
                say(out, "250 2.0.0 OK");
                if (verb.equals("QUIT")) {
                    return;
                }
            }
        }

        private int read(InputStream in) throws IOException {
            if (counting && octetsLeft-- <= 0) {
                throw new Cut();
            }
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            return b;
        }

        private String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = read(in); b != '\n'; b = read(in)) {
                counting |= line.size() == 0 && b == 'M';
                line.write(b);
            }
            return line.toString(StandardCharsets.US_ASCII).stripTrailing();
        }

        private void say(OutputStream out, String text) throws IOException {
            if (counting && repliesLeft-- <= 0) {
                throw new Cut();
            }
            out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

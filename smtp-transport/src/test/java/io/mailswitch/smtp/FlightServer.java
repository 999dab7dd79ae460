package io.mailswitch.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A plain server on loopback that offers PIPELINING and CHUNKING and says what it is told to, true or not: it takes one command after the other,
 * content included, and sends the answers when no more input is there. A strict one is the fake of the test kit.
 */
final class FlightServer implements AutoCloseable {
    /** As an answer: close the connection. */
    static final String HANG_UP = "hang up";
    /** As an answer: say nothing. */
    static final String SILENCE = "silence";

    /** As an answer: say nothing, and nothing more on this connection. */
    static final String MUTE = "mute";

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Map<String, Queue<String>> answers = new HashMap<>();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final String offer;
    private volatile @Nullable OutputStream last;

    FlightServer() throws IOException {
        this("PIPELINING", "CHUNKING");
    }

    FlightServer(String... extensions) throws IOException {
        offer = "250-hello\r\n250-" + String.join("\r\n250-", extensions) + "\r\n250 8BITMIME";
        Thread thread = new Thread(this::accept, "flight-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers the next commands of a verb in other ways than usual; "." stands for the end of content after DATA. */
    FlightServer answer(String verb, String... next) {
        synchronized (answers) {
            Queue<String> queue = answers.computeIfAbsent(verb, it -> new ArrayDeque<>());
            Collections.addAll(queue, next);
        }
        return this;
    }

    /** Settings for it, without {@code mailswitch.}, as {@link Sends#open} takes them. */
    Consumer<Map<String, String>> settings(String... more) {
        return settings -> {
            settings.keySet().removeIf(key -> key.matches(".*(ca-file|username|password|auth)"));
            settings.put("mailswitch.smtp.host", "127.0.0.1");
            settings.put("mailswitch.smtp.port", Integer.toString(server.getLocalPort()));
            settings.put("mailswitch.smtp.tls", "none");
            settings.put("mailswitch.smtp.ehlo-name", "app.example.com");
            Sends.with(more).accept(settings);
        };
    }

    /** The verbs that were heard, those of all connections in one list; EHLO begins one. */
    List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** Waits until a verb was heard so often. */
    void awaitHeard(String verb, int times) throws InterruptedException {
        long until = System.nanoTime() + Sends.SOON.toNanos();
        synchronized (heard) {
            while (Collections.frequency(heard, verb) < times) {
                long millis = (until - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    throw new AssertionError("heard only " + heard);
                }
                heard.wait(millis);
            }
        }
    }

    /** Answers one command of a verb in another way: that of message i, where each message has one of them. */
    FlightServer answerTo(int i, String verb, String answer) {
        String usual = verb.equals("DATA") ? "354 go on" : "250 2.0.0 OK";
        Collections.nCopies(i, usual).forEach(it -> answer(verb, it));
        return answer(verb, answer);
    }

    /** Speaks without having been asked, on the connection made last. */
    void sayUnasked(String text) throws IOException {
        OutputStream out = Objects.requireNonNull(last, "no connection yet");
        say(out, text);
        out.flush();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> converse(socket), "flight-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // closed by the test
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            last = out;
            boolean mute = false;
            say(out, "220 hello");
            out.flush();
            for (String line; (line = line(in)) != null; ) {
                String verb = line.split(" ", 2)[0];
                if (verb.equals("BDAT")) {
                    in.readNBytes(Integer.parseInt(line.split(" ", 3)[1]));
                }
                String answer = take(verb);
                mute |= answer.equals(MUTE);
                boolean goOn = say(out, mute ? SILENCE : answer);
                if (!goOn || in.available() == 0) {
                    out.flush();
                }
                if (!goOn || verb.equals("QUIT")) {
                    return;
                }
            }
        } catch (IOException e) {
            heard.add("reset");
        }
    }

    private String take(String verb) {
        synchronized (heard) {
            heard.add(verb);
            heard.notifyAll();
        }
        synchronized (answers) {
            Queue<String> queue = answers.get(verb);
            String told = queue == null ? null : queue.poll();
            if (told != null) {
                return told;
            }
        }
        return switch (verb) {
            case "EHLO" -> offer;
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 2.0.0 bye";
            case "." -> "250 2.0.0 accepted";
            case "MAIL", "RCPT", "BDAT", "RSET" -> "250 2.0.0 OK";
            default -> SILENCE; // a line of content
        };
    }

    private static boolean say(OutputStream out, String text) throws IOException {
        if (text.equals(HANG_UP)) {
            return false;
        }
        if (!text.equals(SILENCE)) {
            out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        return true;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) >= 0; ) {
            if (b == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(b);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

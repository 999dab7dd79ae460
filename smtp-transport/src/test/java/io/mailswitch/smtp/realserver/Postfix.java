package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A private Postfix that takes mail from clients who have logged in and puts all of it into one Maildir. */
final class Postfix {
    static final String PID_FILE = "postfix/queue/pid/master.pid";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PROBE_MILLIS = 1_000;

    private final ServerFolder folder;
    private final Daemon daemon;

    private Postfix(ServerFolder folder, Daemon daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /**
     * Starts Postfix in a folder that {@link PostfixConfig} has laid out, and waits until it greets.
     *
     * @throws PortTakenException if one of the ports has gone to somebody else meanwhile
     */
    static Postfix start(ServerFolder folder, Path master, LoopbackPorts ports) throws PortTakenException {
        Daemon daemon = Daemon.start(
                folder.path("postfix/output"),
                // without these, what master has to say before the log daemon runs would go to syslog, if anywhere
                Map.of(
                        "POSTLOG_SERVICE",
                        folder.path("postfix/queue/public/postlog").toString(),
                        "POSTLOG_HOSTNAME",
                        PostfixConfig.HOST_NAME),
                List.of(
                        master.toString(),
                        "-c",
                        folder.path(PostfixConfig.FOLDER).toString()));
        Postfix postfix = new Postfix(folder, daemon);
        try {
            postfix.awaitReady(ports.starttls());
        } catch (RuntimeException | PortTakenException e) {
            daemon.stop();
            throw e;
        }
        return postfix;
    }

    private void awaitReady(int port) throws PortTakenException {
        // master binds all its ports before it answers on any
        Await.condition(
                "Postfix to greet on port " + port,
                PATIENCE,
                () -> !daemon.isRunning() || greets(port),
                this::diagnosis);
        if (!daemon.isRunning()) {
            if (log().contains("Address already in use")) {
                throw new PortTakenException();
            }
            throw new RealServerException("Postfix cannot start" + diagnosis());
        }
    }

    private boolean greets(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(LoopbackPorts.address(port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String greeting = in.readLine();
            if (greeting == null || !greeting.startsWith("220 " + PostfixConfig.HOST_NAME)) {
                return false;
            }
            socket.getOutputStream().write("QUIT\r\n".getBytes(US_ASCII));
            return in.readLine() != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until every mail that was accepted has been delivered or returned. */
    void awaitEmptyQueue(Duration limit) {
        Await.condition(
                "an empty queue",
                limit,
                () -> queued().isEmpty(),
                () -> ", which still holds " + queued() + diagnosis());
    }

    /** The files of mails not yet delivered; the first queues are looked at twice, for a mail can go back to them. */
    private List<Path> queued() {
        return Stream.of("incoming", "active", "deferred", "incoming", "active")
                .flatMap(queue -> filesBelow(folder.path("postfix/queue/" + queue)).stream())
                .toList();
    }

    private static List<Path> filesBelow(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException | IOException e) {
            // a file that went while we looked: the next probe sees what became of it
            return List.of(directory);
        }
    }

    String log() {
        return folder.read(PostfixConfig.LOG);
    }

    List<ProcessHandle> processes() {
        return daemon.family();
    }

    String diagnosis() {
        return "\n--- " + folder.path(PostfixConfig.LOG) + "\n" + log() + "--- Postfix output\n" + daemon.output();
    }

    void stop() {
        daemon.stop();
    }

    /** Somebody else was quicker; pick other ports. */
    static final class PortTakenException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}

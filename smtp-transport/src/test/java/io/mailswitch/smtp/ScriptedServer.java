package io.mailswitch.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A plain server on loopback that answers each line of the client with the next answer of its script, whatever the line says. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final FutureTask<Void> script;

    /** Answers lack their last CRLF; the first is the greeting. After the last one the server reads on. */
    ScriptedServer(String... answers) throws IOException {
        script = new FutureTask<>(() -> {
            try (Socket socket = server.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
                for (String answer : answers) {
                    socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                    String line = in.readLine();
                    if (line == null) {
                        return null;
                    }
                    lines.add(line);
                }
                while (in.readLine() != null) {
                    // until the client hangs up
                }
            }
            return null;
        });
        Thread thread = new Thread(script, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** What the client said. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            script.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            // the client hung up, which is what some tests are about
        }
    }
}

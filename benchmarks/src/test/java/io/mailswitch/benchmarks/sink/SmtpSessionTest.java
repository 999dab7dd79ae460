package io.mailswitch.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that cheats is seen, whoever it is. */
class SmtpSessionTest {
    private static final int BOUND_MILLIS = 10_000;

    @TempDir
    private static Path folder;

    private static SinkTls tls;

    private SmtpSink sink;

    @BeforeAll
    static void makeCertificate() throws IOException {
        tls = SinkTls.in(folder);
    }

    @BeforeEach
    void start() throws IOException {
        sink = SmtpSink.start(tls, Set.of(Extension.PIPELINING));
    }

    @AfterEach
    void stop() throws IOException {
        sink.close();
    }

    @Test
    void mailInClearIsRefused() throws IOException {
        assertThat(say("EHLO x\r\n", "MAIL FROM:<" + Credentials.USER + ">\r\n", "QUIT\r\n"))
                .contains("503 5.5.1");
        assertThat(sink.takeViolations()).hasSize(1);
        assertThat(sink.counts().messages()).isZero();
    }

    @Test
    void commandsAfterEhloInOneGroupAreSeen() throws IOException {
        say("EHLO x\r\nQUIT\r\n");
        assertThat(sink.takeViolations())
                .containsExactly("more was sent before the reply to EHLO, which must end a group");
    }

    @Test
    void credentialsInClearAreSeen() throws IOException {
        say("EHLO x\r\n", "AUTH PLAIN " + Credentials.plain() + "\r\n", "QUIT\r\n");
        assertThat(sink.takeViolations()).containsExactly("AUTH out of order or in clear");
    }

    /** Sends each flight after the answer to the one before and returns everything that was answered. */
    private String say(String... flights) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
            socket.setSoTimeout(BOUND_MILLIS);
            StringBuilder answers = new StringBuilder();
            byte[] buffer = new byte[4_096];
            for (String flight : flights) {
                answers.append(new String(buffer, 0, socket.getInputStream().read(buffer), StandardCharsets.US_ASCII));
                socket.getOutputStream().write(flight.getBytes(StandardCharsets.US_ASCII));
            }
            answers.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return answers.toString();
        }
    }
}

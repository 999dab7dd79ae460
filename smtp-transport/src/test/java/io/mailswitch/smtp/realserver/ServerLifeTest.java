package io.mailswitch.smtp.realserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresRealServers
class ServerLifeTest {
    private static final String USER = "alerts@example.com";
    private static final String CONTENT = "From: alerts@example.com\r\nMessage-ID: <1@example.com>\r\n\r\nHello\r\n";
    private static ServerCertificates certificates;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
    }

    private static RealMailServerBuilder builder() {
        return RealMailServer.builder().identity(certificates.valid()).account(USER, "secret");
    }

    private static void send(RealMailServer server, String recipient) throws MessagingException {
        AngusClient.starttls(server, certificates.ca()).send(USER, "secret", CONTENT, recipient);
    }

    @Test
    void closeLeavesNoProcessAndNoFile() throws MessagingException {
        RealMailServer server = builder().start();
        send(server, "a@example.com");
        List<ProcessHandle> processes = server.processes();
        assertThat(processes)
                .extracting(ServerLifeTest::program)
                .contains("master", "smtpd", "qmgr", "dovecot", "auth");

        server.close();

        assertThat(processes).noneMatch(Daemon::runs);
        assertThat(server.root()).doesNotExist();
    }

    @Test
    void serversRunSideBySide() throws MessagingException {
        try (RealMailServer first = builder().start();
                RealMailServer second = builder().start()) {
            send(first, "first@example.com");
            send(second, "second@example.com");

            assertThat(first.delivered()).extracting(DeliveredMail::recipient).containsExactly("first@example.com");
            assertThat(second.delivered()).extracting(DeliveredMail::recipient).containsExactly("second@example.com");
        }
    }

    @Test
    void mailOutlivesARestartOnTheSamePorts() throws MessagingException {
        try (RealMailServer server = builder().start()) {
            int port = server.starttlsPort();
            send(server, "before@example.com");
            server.delivered();
            server.stop();
            assertThatThrownBy(() -> send(server, "meanwhile@example.com")).isInstanceOf(MessagingException.class);
            server.startAgain();
            send(server, "after@example.com");

            assertThat(server.starttlsPort()).isEqualTo(port);
            assertThat(server.delivered())
                    .extracting(DeliveredMail::recipient)
                    .containsExactly("before@example.com", "after@example.com");
        }
    }

    @Test
    void takenPortIsGivenUp_starttls() throws IOException, MessagingException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(LoopbackPorts.address(0));
            LoopbackPorts unlucky =
                    new LoopbackPorts(other.getLocalPort(), LoopbackPorts.pick().implicitTls());

            assertOtherPortsAreTaken(unlucky);
        }
    }

    @Test
    void takenPortIsGivenUp_implicitTls() throws IOException, MessagingException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(LoopbackPorts.address(0));
            LoopbackPorts unlucky = new LoopbackPorts(LoopbackPorts.pick().starttls(), other.getLocalPort());

            assertOtherPortsAreTaken(unlucky);
        }
    }

    private static void assertOtherPortsAreTaken(LoopbackPorts unlucky) throws MessagingException {
        try (RealMailServer server = RealMailServer.start(builder().settings(), unlucky)) {
            assertThat(new LoopbackPorts(server.starttlsPort(), server.implicitTlsPort()))
                    .isNotEqualTo(unlucky);
            send(server, "a@example.com");
            assertThat(server.delivered()).hasSize(1);
        }
    }

    @Test
    void failedStartShowsTheLogAndLeavesNothing_postfix() {
        RealMailServerBuilder impossible = builder().postfixSetting("queue_directory", "/nonexistent/queue");

        assertFailsAndLeavesNothing(impossible, "Postfix cannot start", "/nonexistent/queue");
    }

    @Test
    void failedStartShowsTheLogAndLeavesNothing_dovecot() {
        RealMailServerBuilder impossible = builder().mechanisms("plain", "telepathy");

        assertFailsAndLeavesNothing(impossible, "Dovecot cannot start", "Unknown authentication mechanism 'TELEPATHY'");
    }

    private static void assertFailsAndLeavesNothing(RealMailServerBuilder impossible, String... reasons) {
        List<ProcessHandle> childrenBefore =
                ProcessHandle.current().descendants().toList();

        Throwable failure = catchThrowable(impossible::start);

        assertThat(failure).isInstanceOf(RealServerException.class).hasMessageContainingAll(reasons);
        Matcher log = Pattern.compile("(?m)^--- (.+)/(postfix|dovecot)/log$").matcher(failure.getMessage());
        assertThat(log.find()).isTrue();
        assertThat(log.group(1)).contains(ServerFolder.PREFIX);
        assertThat(Path.of(log.group(1))).doesNotExist();
        assertThat(ProcessHandle.current().descendants()).hasSameElementsAs(childrenBefore);
    }

    @Test
    void serversEndWithTheJvmThatForgotThem() throws MessagingException {
        RealMailServer server = builder().start();
        send(server, "a@example.com");
        List<ProcessHandle> processes = server.processes();

        server.abandon();

        assertThat(processes).noneMatch(Daemon::runs);
        assertThat(server.root()).doesNotExist();
    }

    private static String program(ProcessHandle process) {
        Optional<String> command = process.info().command();
        return command.map(path -> path.substring(path.lastIndexOf('/') + 1)).orElse("");
    }
}

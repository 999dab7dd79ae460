package io.mailswitch.smtp.realserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.ConnectionException;
import io.mailswitch.Email;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a real server over their life: reused, closed by the server, gone with it. */
@RequiresRealServers
class RealConnectionTest {
    private static ServerCertificates certificates;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
    }

    private static Email email(String recipient) {
        return Email.builder()
                .from(Way.USER)
                .to(recipient)
                .subject("again")
                .text("text")
                .build();
    }

    private static RecordingSender sender(RealMailServer server) {
        return RecordingSender.open(Way.PASSWORD_STARTTLS.into(server, certificates), server);
    }

    @Test
    void connectionCarriesSeveralMails() {
        try (RealMailServer server = Way.server(certificates).start()) {
            try (RecordingSender sender = sender(server)) {
                for (int i = 0; i < 5; i++) {
                    sender.send(email("r" + i + "@example.com"));
                }
            }

            assertThat(server.delivered()).hasSize(5);
            assertThat(server.loginAttempts()).isEqualTo(1);
            server.awaitLogged("disconnect from \\S+ ehlo=2 starttls=1 auth=1 mail=5 rcpt=5 (data|bdat)=5 .*quit=1 ");
        }
    }

    @Test
    void sendsAtTheSameTimeArriveOnceEach() throws InterruptedException {
        List<String> recipients =
                IntStream.range(0, 40).mapToObj(i -> "r" + i + "@example.com").toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (RealMailServer server = Way.server(certificates).start();
                RecordingSender sender = sender(server)) {
            List<Callable<RecordingSender.Sent>> sends = recipients.stream()
                    .map(recipient -> (Callable<RecordingSender.Sent>) () -> sender.send(email(recipient)))
                    .toList();

            assertThat(threads.invokeAll(sends, 50, TimeUnit.SECONDS))
                    .allSatisfy(send -> assertThat(send).succeedsWithin(Duration.ofSeconds(1)));
            assertThat(server.delivered())
                    .extracting(DeliveredMail::recipient)
                    .containsExactlyInAnyOrderElementsOf(recipients);
            assertThat(server.loginAttempts()).isBetween(1, 2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void idleCloseByTheServerGoesUnnoticed() {
        try (RealMailServer server = Way.server(certificates)
                        .idleLimit(Duration.ofSeconds(1))
                        .start();
                RecordingSender sender = sender(server)) {
            sender.send(email("first@example.com"));
            server.awaitLogged("timeout after \\S+ from");
            sender.send(email("second@example.com"));

            assertThat(server.delivered())
                    .extracting(DeliveredMail::recipient)
                    .containsExactly("first@example.com", "second@example.com");
            assertThat(server.loginAttempts()).isEqualTo(2);
        }
    }

    @Test
    void serverMayBeRestartedBetweenMails() {
        try (RealMailServer server = Way.server(certificates).start();
                RecordingSender sender = sender(server)) {
            sender.send(email("before@example.com"));
            server.delivered();
            server.stop();

            ConnectionException failure =
                    catchThrowableOfType(ConnectionException.class, () -> sender.send(email("meanwhile@example.com")));

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.stage()).isEqualTo(Stage.CONNECT);
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);

            server.startAgain();
            sender.send(email("after@example.com"));

            assertThat(server.delivered())
                    .extracting(DeliveredMail::recipient)
                    .containsExactly("before@example.com", "after@example.com");
        }
    }

    @Test
    void restartWithoutAMailMeanwhileGoesUnnoticed() {
        try (RealMailServer server = Way.server(certificates).start();
                RecordingSender sender = sender(server)) {
            sender.send(email("before@example.com"));
            server.delivered();
            server.stop();
            server.startAgain();
            sender.send(email("after@example.com"));

            assertThat(server.delivered())
                    .extracting(DeliveredMail::recipient)
                    .containsExactly("before@example.com", "after@example.com");
        }
    }
}

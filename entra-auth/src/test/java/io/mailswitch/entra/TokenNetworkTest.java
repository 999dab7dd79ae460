package io.mailswitch.entra;

import static io.mailswitch.entra.TokenFixture.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.AuthenticationException;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.testkit.CertificateKind;
import io.mailswitch.testkit.EntraStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenNetworkTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    private final TokenFixture fixture = new TokenFixture();

    @BeforeEach
    void reset() {
        fixture.exchange.reset();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void hungAuthorityHoldsNobodyLongerThanTheTimeout() {
        fixture.entra.at(EntraStage.TOKEN).stall();
        TokenSource source = fixture.open(timeout("700ms"));

        long start = System.nanoTime();
        AuthenticationException failure = failure(source);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(600), LONG);
        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(failure.origin()).isEqualTo(FailureOrigin.TRANSPORT);
        assertThat(failure.stage()).isEqualTo(Stage.TOKEN);
        fixture.clock.move(Duration.ofSeconds(2));
        assertThat(graph(source)).as("the next sender makes a new request").isNotNull();
    }

    @Test
    void tricklingAuthorityIsBoundedToo() {
        fixture.entra.at(EntraStage.TOKEN).trickle(200, "application/json", " ".repeat(1000), Duration.ofMillis(100));

        long start = System.nanoTime();
        AuthenticationException failure = failure(fixture.open(timeout("700ms")));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
    }

    @Test
    void lostConnectionMayGoAgain() {
        fixture.entra.at(EntraStage.TOKEN).drop();

        AuthenticationException failure = failure(fixture.open());

        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(failure).hasMessageContaining("the connection to localhost failed");
        assertThat(fixture.entra.requests(EntraStage.TOKEN)).hasSize(1);
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }

        AuthenticationException failure = failure(fixture.open(authority("https://localhost:" + port)));

        assertThat(failure).hasMessageContaining("localhost could not be reached");
        assertThat(failure.advice()).contains("mailswitch.http.proxy");
        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
    }

    @Test
    void handshakeThatBreaksOffMayGoAgain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> {
                try (Socket client = server.accept()) {
                    client.getInputStream().read(new byte[100]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            AuthenticationException failure =
                    failure(fixture.open(authority("https://localhost:" + server.getLocalPort())));

            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(failure.origin()).isEqualTo(FailureOrigin.TRANSPORT);
            cut.get(15, TimeUnit.SECONDS);
        }
    }

    @Test
    void versionThatIsTooOldIsForAPersonToMend() {
        fixture.entra.tlsProtocols("TLSv1.1");

        AuthenticationException failure = failure(fixture.open());

        assertThat(failure).hasMessageContaining("TLS with localhost failed");
        assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
    }

    @Test
    void nameThatDoesNotResolve() {
        AuthenticationException failure = failure(fixture.open(authority("https://authority.invalid/")));

        assertThat(failure).hasMessageContaining("authority.invalid could not be found");
        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
    }

    @ParameterizedTest
    @EnumSource(
            value = CertificateKind.class,
            names = {"VALID"},
            mode = EnumSource.Mode.EXCLUDE)
    void badCertificateGetsNoSecret(CertificateKind kind) {
        fixture.entra.certificate(kind);

        AuthenticationException failure = failure(fixture.open());

        assertThat(failure).hasMessageContaining("TLS with localhost failed");
        assertThat(failure.advice()).contains("mailswitch.http.ca-file");
        assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
        assertThat(failure.origin()).isEqualTo(FailureOrigin.SETUP);
        assertThat(fixture.entra.requests()).isEmpty();
    }

    @Test
    void withoutOwnCaTheJvmsTrustDecides() {
        Map<String, String> settings = fixture.settings();
        settings.remove("mailswitch.http.ca-file");

        assertThat(failure(fixture.open(settings))).hasMessageContaining("TLS with localhost failed");
    }

    @Test
    void tls12IsEnough() {
        fixture.entra.tlsProtocols("TLSv1.2");

        assertThat(graph(fixture.open())).isNotNull();
    }

    @Test
    void interruptedWait() throws InterruptedException {
        fixture.entra.at(EntraStage.TOKEN).stall();
        TokenSource source = fixture.open();
        FutureTask<AuthenticationException> waiting = new FutureTask<>(() -> {
            AuthenticationException failure = failure(source);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return failure;
        });
        Thread thread = new Thread(waiting);
        thread.start();
        fixture.entra.awaitRequests(EntraStage.TOKEN, 1, LONG);

        thread.interrupt();

        assertThat(waiting).succeedsWithin(LONG).satisfies(failure -> {
            assertThat(failure.origin()).isEqualTo(FailureOrigin.CALLER);
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        });
    }

    @Test
    void closeEndsTheWaitAndEveryThread() throws Exception {
        fixture.entra.at(EntraStage.TOKEN).stall();
        Set<Thread> ofOthers = tokenThreads();
        TokenSource source = fixture.open();
        CompletableFuture<?> waiting = CompletableFuture.supplyAsync(() -> graph(source));
        fixture.entra.awaitRequests(EntraStage.TOKEN, 1, LONG);
        Set<Thread> ours = tokenThreads();
        ours.removeAll(ofOthers);
        assertThat(ours).isNotEmpty();

        source.close();
        source.close();

        assertThat(waiting)
                .failsWithin(15, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalStateException.class)
                .withMessageContaining("closed");
        for (Thread thread : ours) {
            thread.join(LONG.toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> graph(source)))
                .hasMessageContaining("closed");
    }

    private static Set<Thread> tokenThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mailswitch-token-"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Map<String, String> timeout(String value) {
        Map<String, String> settings = fixture.settings();
        settings.put("mailswitch.entra.timeout", value);
        return settings;
    }

    private Map<String, String> authority(String value) {
        Map<String, String> settings = fixture.settings();
        settings.put("mailswitch.entra.authority", value);
        return settings;
    }

    private static AuthenticationException failure(TokenSource source) {
        return catchThrowableOfType(AuthenticationException.class, () -> graph(source));
    }
}

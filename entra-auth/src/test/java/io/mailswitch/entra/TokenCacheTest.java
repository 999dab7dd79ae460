package io.mailswitch.entra;

import static io.mailswitch.entra.TokenFixture.GRAPH;
import static io.mailswitch.entra.TokenFixture.SMTP;
import static io.mailswitch.entra.TokenFixture.claims;
import static io.mailswitch.entra.TokenFixture.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.AuthenticationException;
import io.mailswitch.Resend;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.testkit.EntraError;
import io.mailswitch.testkit.EntraStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final TokenFixture fixture = new TokenFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tokenIsServedManyTimes() {
        TokenSource source = fixture.open();

        AccessToken first = graph(source);

        assertThat(claims(first)).contains("\"aud\":\"https://graph.microsoft.com\"");
        assertThat(first.expiresAt())
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
        fixture.clock.move(Duration.ofMinutes(49));
        for (int i = 0; i < 100; i++) {
            assertThat(graph(source)).isSameAs(first);
        }
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void eachScopeHasItsToken() {
        TokenSource source = fixture.open();

        AccessToken graph = graph(source);
        AccessToken smtp = source.token(TokenRequest.of(SMTP));

        assertThat(claims(smtp)).contains("\"aud\":\"https://outlook.office365.com\"");
        assertThat(graph(source)).isSameAs(graph);
        assertThat(requests()).isEqualTo(2);
        assertThat(fixture.exchange
                        .accounts()
                        .checkToken("sender@example.com", smtp.value().reveal()))
                .isTrue();
    }

    @Test
    void manyAtOnceMakeOneRequest() throws Exception {
        TokenSource source = fixture.open();
        fixture.entra.at(EntraStage.TOKEN).delay(Duration.ofMillis(300));

        List<AccessToken> tokens = atOnce(32, () -> graph(source));

        assertThat(new HashSet<>(tokens)).hasSize(1);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void renewalAheadOfTimeHoldsNobodyUp() {
        TokenSource source = fixture.open();
        AccessToken old = graph(source);
        fixture.entra.at(EntraStage.TOKEN).delay(Duration.ofSeconds(2));
        fixture.clock.move(Duration.ofMinutes(51));

        assertThat(graph(source)).isSameAs(old);
        fixture.entra.awaitRequests(EntraStage.TOKEN, 2, SOON);
        assertThat(graph(source)).isSameAs(old);

        await(() -> !graph(source).equals(old));
        assertThat(graph(source).expiresAt()).isAfterOrEqualTo(old.expiresAt());
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void failedRenewalAheadOfTimeLeavesTheOldToken() {
        TokenSource source = fixture.open();
        AccessToken old = graph(source);
        fixture.entra.at(EntraStage.TOKEN).always().fail(EntraError.THROTTLED);
        fixture.clock.move(Duration.ofMinutes(51));

        assertThat(graph(source)).isSameAs(old);
        fixture.entra.awaitRequests(EntraStage.TOKEN, 2, SOON);
        for (int i = 0; i < 50; i++) {
            assertThat(graph(source)).as("still good, and no storm of requests").isSameAs(old);
        }
        assertThat(requests()).isEqualTo(2);

        fixture.clock.move(Duration.ofSeconds(31));
        // the second request may not be over yet; then asking starts nothing
        await(() -> {
            assertThat(graph(source)).isSameAs(old);
            return requests() == 3;
        });

        fixture.clock.move(Duration.ofMinutes(9));
        assertThatThrownBy(() -> graph(source)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void shortLivedTokenIsCachedToo() {
        fixture.entra.tokenLifetime(Duration.ofMinutes(4));
        TokenSource source = fixture.open();

        AccessToken first = graph(source);
        fixture.clock.move(Duration.ofMinutes(3));
        assertThat(graph(source)).isSameAs(first);
        assertThat(requests()).isEqualTo(1);

        fixture.clock.move(Duration.ofSeconds(40));
        AccessToken second = graph(source);
        assertThat(second).as("too near its end to be given").isNotSameAs(first);
        assertThat(requests()).isEqualTo(2);
    }

    @RepeatedTest(5)
    void refusedTokenIsReplacedAtOnce() throws Exception {
        TokenSource source = fixture.open();
        AccessToken refused = graph(source);

        List<AccessToken> renewed =
                atOnce(16, () -> source.token(TokenRequest.of(GRAPH).insteadOf(refused)));

        assertThat(new HashSet<>(renewed)).hasSize(1);
        assertThat(renewed.get(0).value().reveal()).isNotEqualTo(refused.value().reveal());
        assertThat(graph(source)).isSameAs(renewed.get(0));
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void refusalOfTokenThatWasReplacedBefore_givesThePresentOne() {
        TokenSource source = fixture.open();
        AccessToken first = graph(source);
        AccessToken second = source.token(TokenRequest.of(GRAPH).insteadOf(first));

        assertThat(source.token(TokenRequest.of(GRAPH).insteadOf(first))).isSameAs(second);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void failureIsRememberedForAMoment() {
        TokenSource source = fixture.open();
        fixture.entra.at(EntraStage.TOKEN).times(2).fail(EntraError.WRONG_SECRET);

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> graph(source)).isInstanceOf(AuthenticationException.class);
        }
        assertThat(requests()).isEqualTo(1);
        fixture.clock.move(Duration.ofSeconds(6));
        assertThatThrownBy(() -> graph(source)).isInstanceOf(AuthenticationException.class);
        fixture.clock.move(Duration.ofSeconds(6));
        assertThat(graph(source)).isNotNull();
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void pauseThatEntraAsksForIsKept() {
        TokenSource source = fixture.open();
        fixture.entra.at(EntraStage.TOKEN).retryAfter(Duration.ofSeconds(90)).fail(EntraError.THROTTLED);

        assertThatThrownBy(() -> graph(source)).isInstanceOfSatisfying(AuthenticationException.class, failure -> {
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(90));
        });
        fixture.clock.move(Duration.ofSeconds(60));
        assertThatThrownBy(() -> graph(source))
                .isInstanceOfSatisfying(AuthenticationException.class, failure -> assertThat(failure.retryAfter())
                        .contains(Duration.ofSeconds(30)));
        assertThat(requests()).isEqualTo(1);
        fixture.clock.move(Duration.ofSeconds(31));
        assertThat(graph(source)).isNotNull();
    }

    private int requests() {
        return fixture.entra.requests(EntraStage.TOKEN).size();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static <T> List<T> atOnce(int count, Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}

package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.AuthenticationException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.graph.internal.wire.GraphClient;
import io.mailswitch.graph.internal.wire.TokenAdapter;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A 401 says that nothing was looked at: the one case in which a mail goes out a second time, with another token. */
class TokenRenewalTest {
    @RegisterExtension
    final FaultServer server = new FaultServer(Protocol.HTTP_1_1);

    private final List<TokenRequest> requests = new ArrayList<>();

    /** A source that gives the first token until that is refused, then the second for good. */
    private TokenSource tokens(String first, String second) {
        AccessToken old = AccessToken.of(first, Instant.MAX);
        AccessToken other = AccessToken.of(second, Instant.MAX);
        return request -> {
            requests.add(request);
            return request.refused().isPresent() ? other : old;
        };
    }

    @Test
    void refusedTokenIsReplacedOnce() {
        server.answer(FaultServer.status(401)).answer(FaultServer.status(202));
        try (TestEngine engine = server.engine(tokens("old", "new"), config -> {})) {
            assertThat(engine.send(email().build()).reply().code()).isEqualTo(202);
        }
        assertThat(server.take().getHeader("Authorization")).isEqualTo("Bearer old");
        assertThat(server.take().getHeader("Authorization")).isEqualTo("Bearer new");
        assertThat(requests).extracting(TokenRequest::scope).containsOnly("https://graph.microsoft.com/.default");
        assertThat(requests.get(1).refused().orElseThrow().value().reveal()).isEqualTo("old");
    }

    @Test
    void tokenRefusedTwiceIsTheEnd() {
        server.answer(FaultServer.status(401)).answer(FaultServer.status(401)).answer(FaultServer.status(202));
        try (TestEngine engine = server.engine(tokens("old", "new"), config -> {})) {
            MailException failure = failure(() -> engine.send(email().build()));

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        }
        assertThat(server.server().getRequestCount()).isEqualTo(2);
    }

    @Test
    void sameTokenAgainIsNotTried() {
        server.answer(FaultServer.status(401)).answer(FaultServer.status(202));
        try (TestEngine engine = server.engine(tokens("same", "same"), config -> {})) {
            assertThat(failure(() -> engine.send(email().build()))).isInstanceOf(AuthenticationException.class);
        }
        assertThat(server.server().getRequestCount()).isEqualTo(1);
    }

    @Test
    void claimsChallengeIsAnsweredByAFreshTokenOnly() {
        server.answer(FaultServer.status(401)
                        .addHeader("WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"e30=\""))
                .answer(FaultServer.status(202));
        try (TestEngine engine = server.engine(tokens("old", "new"), config -> {})) {
            engine.send(email().build());
        }
        assertThat(server.server().getRequestCount()).isEqualTo(2);
    }

    private static TokenSource failingToRenew(@Nullable Reply reply) {
        AccessToken old = AccessToken.of("old", Instant.MAX);
        return request -> {
            if (request.refused().isEmpty()) {
                return old;
            }
            throw new AuthenticationException(
                    "no other token",
                    Failure.at(Stage.TOKEN, "Ask for another.")
                            .resend(Resend.AFTER_SETUP)
                            .reply(reply)
                            .build(),
                    null);
        };
    }

    private MailException refusal(TokenSource tokens) {
        server.answer(FaultServer.status(401).setBody("{\"error\":{\"code\":\"InvalidAudience\",\"message\":\"no\"}}"));
        try (TestEngine engine = server.engine(tokens, config -> {})) {
            return failure(() -> engine.send(email().build()));
        }
    }

    @Test
    void refusalIsTold_whereThereIsNoOtherToken() {
        MailException failure = refusal(failingToRenew(null));

        assertThat(failure).isInstanceOf(AuthenticationException.class);
        assertThat(failure.reply().orElseThrow().errorCode()).contains("InvalidAudience");
        assertThat(failure.advice()).contains("https://graph.microsoft.com/.default");
    }

    @Test
    void refusalOfEntraIsTold_whereItGivesNoOtherToken() {
        MailException failure = refusal(failingToRenew(Reply.http(401, "invalid_client AADSTS7000222", "expired")));

        assertThat(failure.reply().orElseThrow().errorCode()).contains("invalid_client AADSTS7000222");
        assertThat(failure.advice()).isEqualTo("Ask for another.");
    }

    private MailException failureOf(RuntimeException thrown) {
        TokenSource tokens = request -> {
            throw thrown;
        };
        try (TestEngine engine = server.engine(tokens, config -> {})) {
            return failure(() -> engine.send(email().build()));
        }
    }

    @Test
    void whatAnApplicationsSourceThrowsIsTranslated() {
        RuntimeException thrown = new UnsupportedOperationException("vault is sealed");
        MailException failure = failureOf(thrown);

        assertThat(failure)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("UnsupportedOperationException")
                .hasCause(thrown);
        assertThat(failure.stage()).isEqualTo(Stage.TOKEN);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
        assertThat(failureOf(new UncheckedIOException(new SocketTimeoutException("Read timed out")))
                        .resend())
                .isEqualTo(Resend.SAFE_LATER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t0k3n\n", "", "t0k3n\r\nX-Other: 1", "two words", "t\u00f6ken"})
    void tokenThatIsNoWordIsRefused(String value) {
        TokenSource tokens = request -> AccessToken.of(value, Instant.MAX);
        try (TestEngine engine = server.engine(tokens, config -> {})) {
            MailException failure = failure(() -> engine.send(email().build()));

            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(failure.advice()).contains("bare token");
            assertThat(failure.toString()).doesNotContain("t0k3n");
        }
        assertThat(server.server().getRequestCount()).isZero();
    }

    @Test
    void sourceThatIsClosedWhileATokenIsWaitedForIsNoFaultOfTheSetup() {
        AtomicReference<GraphClient> client = new AtomicReference<>();
        TokenSource closing = request -> {
            client.get().beginClosing();
            throw new IllegalStateException("the token source was closed");
        };
        client.set(new GraphClient(
                TokenAdapter.of(closing, "any", server.baseUrl().toString(), server.client()),
                server.client(),
                Instant::now));

        MailException failure = failure(() -> client.get().token());

        assertThat(failure.origin()).isEqualTo(FailureOrigin.CALLER);
        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        client.get().close();
    }
}

package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.AuthenticationException;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
}

package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.ConnectionException;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Protocol;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong on the wire: a request that sends goes out once, and the caller is told the truth. */
class AtMostOnceTest {
    private static final String HTML = "<html><head><title>502 Bad Gateway</title></head></html>";

    private FaultServer server;

    /** HTTP versions by names that a test report can show. */
    enum Http {
        HTTP_1_1,
        HTTP_2
    }

    private void speak(Http http, MockResponse fault) {
        Duration patience = Duration.ofSeconds(fault.getSocketPolicy() == SocketPolicy.NO_RESPONSE ? 1 : 20);
        server = http == Http.HTTP_2
                ? new FaultServer(patience, Protocol.HTTP_2, Protocol.HTTP_1_1)
                : new FaultServer(patience, Protocol.HTTP_1_1);
    }

    @AfterEach
    void stop() throws Exception {
        server.afterEach(null);
    }

    private static MockResponse dying(SocketPolicy policy) {
        return new MockResponse().setSocketPolicy(policy);
    }

    private static MockResponse reset(ErrorCode code) {
        return new MockResponse()
                .setSocketPolicy(SocketPolicy.RESET_STREAM_AT_START)
                .setHttp2ErrorCode(code.getHttpCode());
    }

    static Stream<Arguments> faults() {
        List<Arguments> faults = new ArrayList<>();
        for (Http http : Http.values()) {
            for (int status : new int[] {500, 502, 503, 504, 509, 200, 204, 303}) {
                faults.add(Arguments.of(http, "status " + status, FaultServer.status(status), Outcome.UNKNOWN));
            }
            for (int status : new int[] {400, 403, 404, 408, 409, 413, 421, 429, 301, 302, 307, 308}) {
                faults.add(Arguments.of(
                        http,
                        "status " + status,
                        FaultServer.status(status).addHeader("Location", "/elsewhere"),
                        Outcome.NOT_ACCEPTED));
            }
            faults.add(Arguments.of(
                    http, "503 at once again", FaultServer.status(503).addHeader("Retry-After", "0"), Outcome.UNKNOWN));
            faults.add(Arguments.of(
                    http,
                    "429 at once again",
                    FaultServer.status(429).addHeader("Retry-After", "0"),
                    Outcome.NOT_ACCEPTED));
            faults.add(Arguments.of(http, "HTML", FaultServer.status(502).setBody(HTML), Outcome.UNKNOWN));
            faults.add(Arguments.of(http, "no answer", dying(SocketPolicy.NO_RESPONSE), Outcome.UNKNOWN));
            faults.add(Arguments.of(
                    http, "dropped after the request", dying(SocketPolicy.DISCONNECT_AFTER_REQUEST), Outcome.UNKNOWN));
        }
        for (ErrorCode code : List.of(ErrorCode.CANCEL, ErrorCode.INTERNAL_ERROR)) {
            // either is true: it depends on how much had left by then
            faults.add(Arguments.of(Http.HTTP_2, "stream reset " + code, reset(code), null));
        }
        faults.add(Arguments.of(Http.HTTP_2, "stream refused", reset(ErrorCode.REFUSED_STREAM), Outcome.NOT_ACCEPTED));
        // here too: whether the last octet was handed over before the end was noticed
        faults.add(Arguments.of(
                Http.HTTP_1_1,
                "dropped in the middle of the request",
                dying(SocketPolicy.DISCONNECT_DURING_REQUEST_BODY),
                null));
        return faults.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void onAFreshConnection(Http http, String name, MockResponse fault, Outcome outcome) throws Exception {
        speak(http, fault);
        server.answer(fault).answer(FaultServer.status(202));
        try (TestEngine engine = server.engine()) {
            assertToldOnce(engine, outcome, 1);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void onAReusedConnection(Http http, String name, MockResponse fault, Outcome outcome) throws Exception {
        speak(http, fault);
        server.answer(FaultServer.status(202)).answer(fault).answer(FaultServer.status(202));
        try (TestEngine engine = server.engine()) {
            SendReceipt before = engine.send(email().build());
            assertThat(before.reply().code()).isEqualTo(202);
            assertToldOnce(engine, outcome, 2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DISCONNECT_AT_START", "FAIL_HANDSHAKE"})
    void beforeAnythingIsSaid(SocketPolicy policy) {
        MockResponse fault = dying(policy);
        speak(Http.HTTP_1_1, fault);
        server.answer(fault).answer(fault);
        try (TestEngine engine = server.engine()) {
            MailException failure = failure(() -> engine.send(email().build()));

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure).isInstanceOf(ConnectionException.class);
            assertThat(failure.stage()).isIn(Stage.CONNECT, Stage.TLS);
            assertThat(failure.advice()).isNotBlank();
        }
    }

    private void assertToldOnce(TestEngine engine, Outcome outcome, int posts) throws InterruptedException {
        // larger than what sockets buffer, so that the middle of a request is the middle
        MailException failure = failure(
                () -> engine.send(email().text("Please look. ".repeat(30_000)).build()));

        if (outcome != null) {
            assertThat(failure.outcome()).as("%s", failure).isEqualTo(outcome);
        }
        assertThat(failure.resend() == Resend.MAY_DUPLICATE).isEqualTo(failure.outcome() == Outcome.UNKNOWN);
        assertThat(failure.advice()).isNotBlank();
        while (server.server().takeRequest(50, TimeUnit.MILLISECONDS) != null) {
            // those that came are counted below
        }
        assertThat(server.server().getRequestCount()).isBetween(posts - 1, posts);
    }

    @ParameterizedTest
    @EnumSource(Http.class)
    void nextMessageIsSent_afterAFault(Http http) throws Exception {
        MockResponse fault = dying(SocketPolicy.DISCONNECT_AFTER_REQUEST);
        speak(http, fault);
        server.answer(fault).answer(FaultServer.status(202));
        try (TestEngine engine = server.engine()) {
            assertThat(failure(() -> engine.send(email().build())).outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(engine.send(email().build()).reply().code()).isEqualTo(202);
        }
    }
}

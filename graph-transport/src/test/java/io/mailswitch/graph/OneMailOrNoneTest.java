package io.mailswitch.graph;

import static io.mailswitch.graph.GraphFixture.bytes;
import static io.mailswitch.graph.GraphFixture.email;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.graph.internal.ManualPacer;
import io.mailswitch.graph.internal.TestEngine;
import io.mailswitch.graph.internal.path.GraphLimits;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphFault;
import io.mailswitch.testkit.GraphStage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the caller is told is what arrived, whichever request of whichever path meets whichever fault. */
class OneMailOrNoneTest {
    private static final GraphLimits SMALL = new GraphLimits(20_000, 3L << 20, 3_932_160);
    private static final Duration LONGER_THAN_ANY_TIMEOUT = Duration.ofSeconds(400);
    private static final String HTML = "<html><head><title>502 Bad Gateway</title></head></html>";

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private final FakeGraph graph = exchange.exchange().graph();

    /** A request of a path that can go wrong. */
    enum Step {
        SEND_MAIL(GraphStage.SEND_MAIL),
        CREATE_DRAFT(GraphStage.CREATE_DRAFT),
        ADD_ATTACHMENT(GraphStage.ADD_ATTACHMENT),
        CREATE_UPLOAD_SESSION(GraphStage.CREATE_UPLOAD_SESSION),
        UPLOAD_SLICE(GraphStage.UPLOAD_SLICE),
        SEND_DRAFT(GraphStage.SEND_DRAFT);

        private final GraphStage stage;

        Step(GraphStage stage) {
            this.stage = stage;
        }

        private boolean uploads() {
            return this == CREATE_UPLOAD_SESSION || this == UPLOAD_SLICE;
        }

        private GraphLimits limits() {
            return this == SEND_MAIL || uploads() ? GraphLimits.SERVICE : SMALL;
        }

        private Email message() {
            if (this == SEND_MAIL) {
                return email().build();
            }
            return email().text("Please look. ".repeat(900))
                    .attach(Attachment.of("a.bin", "application/octet-stream", bytes(uploads() ? 3_200_000 : 10_000)))
                    .build();
        }
    }

    private static Map<String, Consumer<GraphFault>> faults() {
        Map<String, Consumer<GraphFault>> faults = new LinkedHashMap<>();
        for (int status : new int[] {500, 503, 504, 200}) {
            faults.put("status " + status, fault -> fault.status(status));
            faults.put("status " + status + " though done", fault -> fault.accepted()
                    .status(status));
        }
        for (int status : new int[] {400, 401, 404, 408, 429}) {
            faults.put("status " + status, fault -> fault.status(status));
        }
        for (int status : new int[] {429, 503}) {
            faults.put(status + " at once again", fault -> fault.retryAfter(Duration.ZERO)
                    .status(status));
            faults.put(status + " much later again", fault -> fault.retryAfter(LONGER_THAN_ANY_TIMEOUT)
                    .status(status));
        }
        faults.put("502 in HTML", fault -> fault.answer(502, "text/html", HTML));
        faults.put("502 in HTML though done", fault -> fault.accepted().answer(502, "text/html", HTML));
        faults.put("502 in pieces", fault -> fault.trickle(502, "text/html", HTML, Duration.ofMillis(1)));
        faults.put("504 cut off", fault -> fault.cut(504, "text/html", HTML, 10));
        faults.put("504 cut off though done", fault -> fault.accepted().cut(504, "text/html", HTML, 10));
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            faults.put(
                    "redirect " + status, fault -> fault.redirect(status, URI.create("https://localhost:1/elsewhere")));
        }
        byte[] nonsense = "SSH-2.0-OpenSSH\r\n".getBytes(StandardCharsets.US_ASCII);
        faults.put("nonsense", fault -> fault.rawBytes(nonsense));
        faults.put("nonsense though done", fault -> fault.accepted().rawBytes(nonsense));
        faults.put("dropped", GraphFault::drop);
        faults.put("dropped though done", GraphFault::acceptThenDrop);
        faults.put("closed", GraphFault::close);
        faults.put("reset", GraphFault::reset);
        faults.put("reset though done", fault -> fault.accepted().reset());
        faults.put("no answer", GraphFault::stall);
        faults.put("no answer though done", fault -> fault.accepted().stall());
        faults.put("answered and closed", GraphFault::answerThenClose);
        return faults;
    }

    static Stream<Arguments> stepsAndFaults() {
        return Stream.of(Step.values()).flatMap(step -> faults().entrySet().stream()
                .map(fault -> Arguments.of(step, fault.getKey(), fault.getValue())));
    }

    /** Waits between looks take no time here, so the server gets enough of it to finish what it does: only what hangs is not waited for. */
    private TestEngine engine(Step step, boolean hangs) {
        OkHttpClient impatient = TestEngine.client(exchange.exchange())
                .newBuilder()
                .readTimeout(Duration.ofSeconds(hangs ? 1 : 20))
                .build();
        return TestEngine.to(
                graph.baseUrl(),
                impatient,
                GraphFixture.tokens(exchange.exchange()),
                new ManualPacer(),
                step.limits(),
                config -> {});
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("stepsAndFaults")
    void whatIsToldIsWhatArrived(Step step, String name, Consumer<GraphFault> fault) {
        fault.accept(graph.at(step.stage));
        MailException failure = null;
        try (TestEngine engine = engine(step, name.startsWith("no answer"))) {
            engine.send(step.message());
        } catch (MailException e) {
            failure = e;
        }

        int arrived = exchange.mailbox().size();
        if (failure == null) {
            assertThat(arrived).as("a receipt is for one mail").isEqualTo(1);
        } else if (failure.outcome() == Outcome.NOT_ACCEPTED) {
            assertThat(arrived).as("%s", failure).isZero();
        } else {
            assertThat(arrived).as("%s", failure).isBetween(0, 1);
            assertThat(step).as("the draft path finds out: %s", failure).isEqualTo(Step.SEND_MAIL);
            assertThat(failure.resend()).isEqualTo(Resend.MAY_DUPLICATE);
        }
        assertThat(graph.drafts()).isEmpty();
        if (step != Step.CREATE_UPLOAD_SESSION) {
            // where the answer to that is lost nobody knows the URL, and the upload runs out with its time
            assertThat(graph.openUploads()).isZero();
        }
        assertThat(graph.requests(GraphStage.SEND_MAIL).size()
                        + graph.requests(GraphStage.SEND_DRAFT).size())
                .as("requests that send")
                .isLessThanOrEqualTo(1);
    }
}

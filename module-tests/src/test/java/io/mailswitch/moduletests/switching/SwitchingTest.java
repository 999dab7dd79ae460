package io.mailswitch.moduletests.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.Feature;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities.Support;
import io.mailswitch.TransportCapabilities.Treatment;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.ReceivedMail;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same messages by both transports: the receiver sees the same mail. Where Graph by its nature differs, the capability table says so, and
 * nothing else differs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwitchingTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> TRANSPORTS = List.of("smtp", "graph");

    private final FakeExchange exchange = FakeExchange.start();
    private final Map<String, MailSender> strict = new HashMap<>();
    private final Map<String, MailSender> lenient = new HashMap<>();

    SwitchingTest() {
        Map<String, String> both = exchange.settings("graph");
        both.putAll(exchange.settings("smtp"));
        for (String transport : TRANSPORTS) {
            MailConfig config = MailConfig.of(both).with("mailswitch.transport", transport);
            strict.put(transport, MailSender.open(config));
            lenient.put(transport, MailSender.open(config.with("mailswitch.unsupported", "warn")));
        }
        exchange.accounts().allowSendAs(Sample.SENDER, AddressSamples.SHARED);
    }

    @BeforeEach
    void empty() {
        exchange.mailbox().clear();
    }

    @AfterAll
    void close() {
        strict.values().forEach(MailSender::close);
        lenient.values().forEach(MailSender::close);
        exchange.close();
    }

    static Stream<Sample> samples() {
        return Stream.of(
                        TextSamples.all(),
                        AddressSamples.all(),
                        HeaderSamples.all(),
                        FileSamples.all(),
                        FileSamples.ready())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void receiverSeesTheSameMail(Sample sample) {
        ReceivedMail smtp = send(sample, "smtp");
        ReceivedMail graph = send(sample, "graph");

        Map<String, String> differences = Differences.between(smtp, graph);
        assertThat(differences.keySet())
                .as("%s", differences)
                .isEqualTo(sample.differences().keySet());
        if (sample.path().equals("mime") && differences.keySet().stream().allMatch("reverse path"::equals)) {
            assertThat(Differences.sameOctets(smtp, graph)).as("to the octet").isTrue();
        }
        assertThat(sample.differences().values()).allSatisfy(this::assertAnnounced);
    }

    /** Sends it, once more without what the transport refuses where it does. */
    private ReceivedMail send(Sample sample, String transport) {
        MailSender sender = strict.get(transport);
        if (sample.refusedBy().equals(transport)) {
            UnsupportedFeatureException refusal = catchThrowableOfType(
                    UnsupportedFeatureException.class, () -> sample.send().apply(strict.get(transport)));
            assertThat(refusal).as("refusal of %s by %s", sample, transport).isNotNull();
            assertThat(refusal.feature()).isEqualTo(sample.refusedFor());
            assertThat(exchange.mailbox().all())
                    .noneMatch(mail -> mail.transport().equals(transport));
            assertThat(exchange.graph().drafts()).isEmpty();
            sender = lenient.get(transport);
        }
        SendReceipt receipt = sample.send().apply(sender);
        assertThat(receipt.transport()).isEqualTo(transport);
        if (transport.equals("graph")) {
            assertThat(receipt.path()).as("%s", receipt.notes()).isEqualTo(sample.path());
        }
        return exchange.mailbox().await(SOON);
    }

    private void assertAnnounced(Feature feature) {
        Support support = strict.get("graph").capabilities().of(feature);
        assertThat(support.treatment()).as(feature.title()).isNotEqualTo(Treatment.KEPT);
        assertThat(support.note()).as(feature.title()).isNotBlank();
    }

    @Test
    void somebodyNamedWhoIsNoRecipientIsAnErrorByGraph() {
        strict.get("smtp").send(AddressSamples.namedButNoRecipient());
        assertThat(exchange.mailbox().await(SOON).recipientAddresses()).containsExactly("bob@example.com");

        UnsupportedFeatureException refusal =
                catchThrowableOfType(UnsupportedFeatureException.class, () -> strict.get("graph")
                        .send(AddressSamples.namedButNoRecipient()));

        assertThat(refusal.feature()).isEqualTo(Feature.ENVELOPE_RECIPIENTS);
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void samplesAskForEveryFeature() {
        List<Sample> samples = samples().toList();
        Set<Feature> asked = EnumSet.noneOf(Feature.class);
        samples.forEach(sample -> asked.addAll(sample.features()));
        asked.add(Feature.FROM_OTHER_MAILBOX); // which of the samples ask for it, the transport's settings tell
        asked.add(Feature.REPLY_PER_RECIPIENT); // a property of the answer, not of a message

        assertThat(samples).hasSizeGreaterThanOrEqualTo(40);
        assertThat(samples).extracting(Sample::name).doesNotHaveDuplicates();
        assertThat(asked).containsExactlyInAnyOrder(Feature.values());
    }
}

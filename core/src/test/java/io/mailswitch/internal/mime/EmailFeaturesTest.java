package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.CalendarPart;
import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.EmailBuilder;
import io.mailswitch.Envelope;
import io.mailswitch.Feature;
import io.mailswitch.Importance;
import io.mailswitch.ListUnsubscribe;
import io.mailswitch.Mailbox;
import io.mailswitch.spi.Submission;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmailFeaturesTest {
    private static final Attachment FILE = Attachment.of("a", "text/plain", new byte[0]);

    private static EmailBuilder plain() {
        return Email.builder().from("a@example.com").to("b@example.com").text("x");
    }

    private static Submission prepare(UnaryOperator<EmailBuilder> change) {
        return Messages.factory().of(change.apply(plain()).build());
    }

    private static Arguments one(Feature feature, UnaryOperator<EmailBuilder> change) {
        return Arguments.of(feature, change);
    }

    static Stream<Arguments> features() {
        return Stream.of(
                one(Feature.REVERSE_PATH, email -> email.reversePath("bounces@example.com")),
                one(Feature.NULL_REVERSE_PATH, EmailBuilder::nullReversePath),
                one(Feature.ENVELOPE_RECIPIENTS, email -> email.envelopeRecipients("c@example.com")),
                one(Feature.ENVELOPE_RECIPIENTS, email -> email.cc("c@example.com")
                        .envelopeRecipients("b@example.com")),
                one(Feature.SENDER, email -> email.sender("s@example.com")),
                one(Feature.ALTERNATIVES, email -> email.html("x")),
                one(Feature.ATTACHMENTS, email -> email.attach(FILE)),
                one(
                        Feature.CALENDAR,
                        email -> email.calendar(new CalendarPart("REQUEST", "BEGIN:VCALENDAR\nMETHOD:REQUEST"))),
                one(Feature.MESSAGE_ID, email -> email.messageId("a@b")),
                one(Feature.DATE, email -> email.date(Messages.NOW)),
                one(Feature.THREADING, email -> email.inReplyTo("a@b")),
                one(Feature.THREADING, email -> email.references("a@b")),
                one(Feature.X_HEADERS, email -> email.header("x-own", "1")),
                one(Feature.OTHER_HEADERS, email -> email.header("Organization", "Contoso")),
                one(Feature.AUTO_SUBMITTED, email -> email.header("auto-submitted", "auto-generated")),
                one(
                        Feature.LIST_UNSUBSCRIBE,
                        email -> email.listUnsubscribe(ListUnsubscribe.of(URI.create("mailto:a@b")))),
                one(Feature.IMPORTANCE, email -> email.importance(Importance.LOW)),
                one(Feature.REPLY_TO, email -> email.replyTo("r@example.com")),
                one(Feature.READ_RECEIPT, email -> email.readReceiptTo("r@example.com")),
                one(
                        Feature.DELIVERY_STATUS,
                        email -> email.deliveryStatus(DeliveryStatusRequest.on(DeliveryStatusRequest.Notify.FAILURE))),
                one(Feature.INTERNATIONAL_ADDRESSES, email -> email.from("ü@example.com")),
                one(Feature.INTERNATIONAL_ADDRESSES, email -> email.bcc("ü@example.com")),
                one(Feature.NO_SENT_ITEMS_COPY, email -> email.saveToSentItems(false)));
    }

    @ParameterizedTest
    @MethodSource("features")
    void oneFeatureIsFoundAlone(Feature feature, UnaryOperator<EmailBuilder> change) {
        assertThat(prepare(change).features()).containsExactly(feature);
    }

    static Stream<UnaryOperator<EmailBuilder>> nothingSpecial() {
        return Stream.of(
                email -> email,
                email -> email.importance(Importance.NORMAL),
                email -> email.saveToSentItems(true),
                email -> email.reversePath("a@EXAMPLE.com"),
                email -> email.sender("Other Name <a@example.com>"),
                email -> email.cc("c@example.com").bcc("d@example.com"),
                email -> email.envelopeRecipients("b@example.com"),
                email -> email.from("a@bücher.example"));
    }

    @ParameterizedTest
    @MethodSource("nothingSpecial")
    void nothingIsFoundWhereNothingIsAsked(UnaryOperator<EmailBuilder> change) {
        assertThat(prepare(change).features()).isEmpty();
    }

    @Test
    void inlineImageIsNoAttachment() {
        assertThat(prepare(email -> email.html("x").attach(FILE.inline("id"))).features())
                .containsExactly(Feature.ALTERNATIVES, Feature.INLINE_IMAGES);
    }

    /** So that a new feature is not forgotten here. */
    @Test
    void everyFeatureOfAnEmailIsTested() {
        Set<Feature> tested = EnumSet.of(
                Feature.INLINE_IMAGES,
                // found by others: the transport knows who signs in and what it answers, a ready message is exact
                Feature.FROM_OTHER_MAILBOX,
                Feature.REPLY_PER_RECIPIENT,
                Feature.EXACT_MIME);
        features().forEach(arguments -> tested.add((Feature) arguments.get()[0]));

        assertThat(tested).isEqualTo(EnumSet.allOf(Feature.class));
    }

    @Test
    void reversePathIsExplicitElseSenderElseAuthor() {
        assertThat(prepare(email -> email).envelope().reversePath()).isEqualTo(EmailAddress.of("a@example.com"));
        assertThat(prepare(email -> email.sender("s@example.com")).envelope().reversePath())
                .isEqualTo(EmailAddress.of("s@example.com"));
        assertThat(prepare(email -> email.sender("s@example.com").reversePath("r@example.com"))
                        .envelope()
                        .reversePath())
                .isEqualTo(EmailAddress.of("r@example.com"));
        assertThat(prepare(EmailBuilder::nullReversePath).envelope().reversePath())
                .isNull();
    }

    @Test
    void forwardPathsAreToCcBccInOrder() {
        Envelope envelope = prepare(
                        email -> email.bcc("d@example.com", "b@example.com").cc("c@example.com"))
                .envelope();

        assertThat(envelope.forwardPaths()).extracting(EmailAddress::localPart).containsExactly("b", "c", "d");
    }

    @Test
    void bccIsWrittenOnlyWhenAsked() throws Exception {
        Submission submission = prepare(email -> email.bcc("Hidden <hidden@example.com>"));

        assertThat(Messages.text(submission)).doesNotContain("hidden", "Bcc");
        assertThat(submission.blindRecipients()).containsExactly(EmailAddress.of("hidden@example.com"));
        assertThat(Messages.parse(Messages.bytes(submission.content(), submission.blindRecipients()))
                        .getHeader("Bcc"))
                .containsExactly("hidden@example.com");
    }

    @Test
    void manyBlindRecipientsAreFolded() {
        List<EmailAddress> blind = Stream.iterate(1, i -> i + 1)
                .limit(200)
                .map(i -> EmailAddress.of("blind" + i + "@example.com"))
                .toList();
        Submission submission = prepare(email -> email);

        String text = new String(Messages.bytes(submission.content(), blind), StandardCharsets.US_ASCII);

        assertThat(text.split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(78));
        assertThat(text.length()).isEqualTo((int) submission.content().size(blind));
    }

    @Test
    void randomIdsAndBoundariesDiffer_domainIsTheAuthors() {
        SubmissionFactory random = new SubmissionFactory(null, () -> Messages.NOW);
        Email email = plain().from(Mailbox.parse("a@bücher.example")).html("x").build();

        Submission one = random.of(email);
        Submission two = random.of(email);

        assertThat(one.messageId())
                .matches("<[0-9a-f]{32}@xn--bcher-kva\\.example>")
                .isNotEqualTo(two.messageId());
        assertThat(Messages.text(one)).containsPattern("boundary=\"=_[0-9a-f]{32}\"");
        assertThat(Messages.bytes(one)).isEqualTo(Messages.bytes(one)).isNotEqualTo(Messages.bytes(two));
    }
}

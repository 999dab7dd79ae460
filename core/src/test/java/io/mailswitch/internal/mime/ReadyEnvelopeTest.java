package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.EmailAddress;
import io.mailswitch.EnvelopeOptions;
import io.mailswitch.Feature;
import io.mailswitch.spi.Submission;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyEnvelopeTest {
    private static final EmailAddress ALERTS = EmailAddress.of("alerts@example.com");
    private static final EmailAddress OTHER = EmailAddress.of("other@example.com");

    private final SubmissionFactory factory = Messages.factory();
    private final MimeMessage message = Messages.parse("""
            From: alerts@example.com\r
            To: ops@example.com\r
            Message-ID: <1@example.com>\r
            \r
            text\r
            """.getBytes(StandardCharsets.US_ASCII));

    @Test
    void withoutOptionsTheHeaderCounts() {
        Submission submission = factory.of(message, EnvelopeOptions.builder().build());

        assertThat(submission.envelope()).isEqualTo(factory.of(message).envelope());
        assertThat(submission.features()).isEqualTo(factory.of(message).features());
    }

    @Test
    void recipientsReplaceThoseOfTheHeader() {
        Submission submission = factory.of(
                message, EnvelopeOptions.builder().recipients(List.of(OTHER)).build());

        assertThat(submission.envelope().forwardPaths()).containsExactly(OTHER);
        assertThat(submission.envelope().reversePath()).isEqualTo(ALERTS);
        assertThat(submission.headerOnlyRecipients()).containsExactly(EmailAddress.of("ops@example.com"));
        assertThat(submission.features()).contains(Feature.ENVELOPE_RECIPIENTS);
    }

    @Test
    void reversePathIsAFeatureOnlyWhereItDiffers() {
        Submission same = factory.of(
                message, EnvelopeOptions.builder().reversePath(ALERTS).build());
        Submission other =
                factory.of(message, EnvelopeOptions.builder().reversePath(OTHER).build());

        assertThat(same.features()).doesNotContain(Feature.REVERSE_PATH);
        assertThat(other.features()).contains(Feature.REVERSE_PATH);
        assertThat(other.envelope().reversePath()).isEqualTo(OTHER);
    }

    @Test
    void preferredReversePathAsksNothingOfATransportWithoutEnvelope() {
        EnvelopeOptions options =
                EnvelopeOptions.builder().preferReversePath(OTHER).build();
        Submission submission = factory.of(message, options.toBuilder().build());

        assertThat(submission.envelope().reversePath()).isEqualTo(OTHER);
        assertThat(submission.features()).doesNotContain(Feature.REVERSE_PATH);
        assertThat(options.reversePathRequired()).isFalse();
        assertThat(EnvelopeOptions.builder()
                        .preferReversePath(ALERTS)
                        .reversePath(OTHER)
                        .build()
                        .reversePathRequired())
                .isTrue();
    }

    @Test
    void nullReversePathHasNoAddress() {
        Submission submission = factory.of(
                message,
                EnvelopeOptions.builder().reversePath(OTHER).nullReversePath().build());

        assertThat(submission.envelope().reversePath()).isNull();
        assertThat(submission.features()).contains(Feature.NULL_REVERSE_PATH).doesNotContain(Feature.REVERSE_PATH);
    }

    @Test
    void reportsAreAsked() {
        DeliveryStatusRequest request = DeliveryStatusRequest.on(Notify.FAILURE);
        Submission submission = factory.of(
                message, EnvelopeOptions.builder().deliveryStatus(request).build());

        assertThat(submission.deliveryStatus()).contains(request);
        assertThat(submission.features()).contains(Feature.DELIVERY_STATUS);
    }
}

package io.mailswitch.internal.mime;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.EmailAddress;
import io.mailswitch.Envelope;
import io.mailswitch.EnvelopeOptions;
import io.mailswitch.Feature;
import io.mailswitch.spi.Submission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Gives the submission of a ready message the reverse-path and the reports that its caller asked for. */
final class ReadyEnvelope {
    private ReadyEnvelope() {}

    static Submission apply(Submission submission, EnvelopeOptions options) {
        Submission.Builder builder = submission.toBuilder();
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        features.addAll(submission.features());
        Envelope envelope = submission.envelope();
        Optional<EmailAddress> reversePath = options.reversePath();
        if (options.nullReversePath()) {
            features.add(Feature.NULL_REVERSE_PATH);
            builder.envelope(new Envelope(null, envelope.forwardPaths()));
        } else if (reversePath.isPresent() && !Objects.equals(reversePath.get(), envelope.reversePath())) {
            if (options.reversePathRequired()) {
                features.add(Feature.REVERSE_PATH);
            }
            builder.envelope(new Envelope(reversePath.get(), envelope.forwardPaths()));
            if (reversePath.get().needsSmtpUtf8()) {
                features.add(Feature.INTERNATIONAL_ADDRESSES);
            }
        }
        Optional<DeliveryStatusRequest> deliveryStatus = options.deliveryStatus();
        if (deliveryStatus.isPresent()) {
            features.add(Feature.DELIVERY_STATUS);
            builder.deliveryStatus(deliveryStatus.get());
        }
        return builder.features(features).build();
    }
}

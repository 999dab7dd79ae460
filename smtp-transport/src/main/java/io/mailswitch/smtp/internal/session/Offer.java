package io.mailswitch.smtp.internal.session;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Feature;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.spi.Submission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what a message needs with what the server offers, before anything of it is sent. */
final class Offer {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");

    private final Settings settings;
    private final Extensions extensions;
    private final List<String> notes = new ArrayList<>();

    Offer(Settings settings, Extensions extensions) {
        this.settings = settings;
        this.extensions = extensions;
    }

    /** What was left out, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    EnvelopeCommands plan(Submission submission, long size) {
        requireRoom(submission, size);
        boolean utf8 = sayUtf8(submission);
        boolean eightBit = submission.content().eightBit();
        if (eightBit && !extensions.has("8BITMIME")) {
            throw unsupported(
                    submission,
                    Feature.EXACT_MIME,
                    "the server does not offer 8BITMIME, which a message with octets above 127 needs",
                    "Encode the message's parts as quoted-printable or base64, and text in its header by RFC 2047.");
        }
        return new EnvelopeCommands(extensions.has("SIZE") ? size : -1, eightBit, utf8, reports(submission));
    }

    private boolean sayUtf8(Submission submission) {
        boolean envelope = submission.envelope().needsSmtpUtf8();
        if (!envelope && !submission.content().internationalHeader()) {
            return false;
        }
        if (extensions.has("SMTPUTF8")) {
            return true;
        }
        if (!envelope
                && submission.mimeMessage().isPresent()) { // its bytes are its author's, and other clients send them
            notes.add(
                    "the header has UTF-8 that is not encoded; it was sent as it is, since the server does not offer SMTPUTF8");
            return false;
        }
        throw unsupported(
                submission,
                Feature.INTERNATIONAL_ADDRESSES,
                "the server does not offer SMTPUTF8, which addresses with characters outside ASCII need",
                "Use addresses in ASCII, or a server that offers SMTPUTF8 (Exchange Online does).");
    }

    private void requireRoom(Submission submission, long size) {
        long max = extensions.maxMessageBytes().orElse(Long.MAX_VALUE);
        if (size > max) {
            throw new SubmissionException(
                    settings.endpoint() + ": the message has " + size + " octets, the server takes at most " + max,
                    Failure.at(
                                    Stage.PREPARATION,
                                    "Make the attachments smaller (base64 adds a third to their size) or send links to them.")
                            .resend(Resend.POINTLESS)
                            .origin(FailureOrigin.MESSAGE)
                            .transport("smtp")
                            .messageId(submission.messageId())
                            .build(),
                    null);
        }
    }

    private @Nullable DeliveryStatusRequest reports(Submission submission) {
        DeliveryStatusRequest wanted = submission.deliveryStatus().orElse(null);
        if (wanted == null || extensions.has("DSN")) {
            return wanted;
        }
        String problem = "the server does not offer DSN, which delivery reports on request need";
        if (settings.unsupported() == UnsupportedPolicy.ERROR) {
            throw unsupported(
                    submission,
                    Feature.DELIVERY_STATUS,
                    problem,
                    "Leave the request out, or set mailswitch.unsupported=warn to send without it.");
        }
        LOG.warn("{}: {}; {} is sent without", settings.endpoint(), problem, submission.messageId());
        notes.add("Sent without the request for delivery reports: " + problem + ".");
        return null;
    }

    private UnsupportedFeatureException unsupported(
            Submission submission, Feature feature, String problem, String advice) {
        return new UnsupportedFeatureException(
                feature,
                settings.endpoint() + ": " + problem,
                Failure.at(Stage.PREPARATION, advice)
                        .resend(Resend.POINTLESS)
                        .origin(FailureOrigin.MESSAGE)
                        .transport("smtp")
                        .messageId(submission.messageId())
                        .build(),
                null);
    }
}

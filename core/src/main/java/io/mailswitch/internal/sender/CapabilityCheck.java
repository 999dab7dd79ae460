package io.mailswitch.internal.sender;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Feature;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.TransportCapabilities.Support;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.spi.Submission;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what a message uses with what the transport carries, before any I/O. Immutable. */
public final class CapabilityCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CapabilityCheck.class);

    private final TransportCapabilities capabilities;
    private final UnsupportedPolicy policy;

    /**
     * Makes the check.
     *
     * @param capabilities what the transport carries
     * @param policy what happens to a message that uses more
     */
    public CapabilityCheck(TransportCapabilities capabilities, UnsupportedPolicy policy) {
        this.capabilities = capabilities;
        this.policy = policy;
    }

    /**
     * Checks a message.
     *
     * @param submission the message
     * @return what will arrive differently, a sentence each, for the receipt
     * @throws UnsupportedFeatureException when the message uses something that the transport cannot carry and the policy is ERROR
     */
    public List<String> check(Submission submission) {
        List<String> notes = new ArrayList<>();
        for (Feature feature : submission.features()) {
            Support support = capabilities.of(feature);
            switch (support.treatment()) {
                case KEPT, SERVER_DEPENDENT -> {}
                case CHANGED -> notes.add(sentence(feature, "changed", support));
                case UNSUPPORTED -> {
                    if (policy == UnsupportedPolicy.ERROR) {
                        throw unsupported(feature, support, submission);
                    }
                    String note = sentence(feature, "left out", support);
                    LOG.warn("{} of {}", note, submission.messageId());
                    notes.add(note);
                }
            }
        }
        return List.copyOf(notes);
    }

    private String sentence(Feature feature, String what, Support support) {
        String note = support.note().isEmpty() ? "" : " (" + support.note() + ')';
        return feature.title() + ' ' + what + " by transport " + capabilities.transport() + note;
    }

    private UnsupportedFeatureException unsupported(Feature feature, Support support, Submission submission) {
        String why = support.note().isEmpty() ? "" : ": " + support.note();
        return new UnsupportedFeatureException(
                feature,
                "transport " + capabilities.transport() + " cannot carry " + feature.title() + why,
                Failure.at(
                                Stage.PREPARATION,
                                "Leave it out of the message, choose another transport, or set mailswitch.unsupported=warn to"
                                        + " send without it.")
                        .resend(Resend.POINTLESS)
                        .origin(FailureOrigin.MESSAGE)
                        .transport(capabilities.transport())
                        .messageId(submission.messageId())
                        .build(),
                null);
    }
}

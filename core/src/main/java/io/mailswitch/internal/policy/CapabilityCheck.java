package io.mailswitch.internal.policy;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Feature;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.TransportCapabilities.Support;
import io.mailswitch.TransportCapabilities.Treatment;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import io.mailswitch.spi.Transport;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what a message uses with what the transport carries, before any I/O. Says in the receipt what arrives differently, and in each
 * failure which transport and which message it is about.
 */
final class CapabilityCheck extends WrappingTransport {
    private static final Logger LOG = LoggerFactory.getLogger(CapabilityCheck.class);

    private final TransportCapabilities capabilities;
    private final UnsupportedPolicy policy;

    /**
     * Makes the check.
     *
     * @param next the transport, one that sends itself
     * @param policy what happens to a message that uses more than it carries
     */
    CapabilityCheck(Transport next, UnsupportedPolicy policy) {
        super(next);
        this.capabilities = next.capabilities();
        this.policy = policy;
    }

    /** Returns the name of the transport. */
    String name() {
        return capabilities.transport();
    }

    /** Tells what keeps the transport from carrying the whole message, whatever the policy says about it. */
    Optional<Feature> obstacle(Submission submission) {
        return submission.features().stream()
                .filter(feature -> capabilities.of(feature).treatment() == Treatment.UNSUPPORTED)
                .findFirst();
    }

    @Override
    public SendReceipt submit(Submission submission) {
        try {
            List<String> notes = notes(submission);
            SendReceipt receipt = next().submit(submission);
            return notes.isEmpty() ? receipt : Notes.before(receipt, notes);
        } catch (MailException e) {
            throw named(e, submission);
        }
    }

    @Override
    public void submitAll(SubmissionBatch batch) {
        next().submitAll(new Checked(batch));
    }

    private MailException named(MailException e, Submission submission) {
        if (e.transport().isPresent() && e.messageId().isPresent()) {
            return e;
        }
        return e.with(e.failure().toBuilder()
                .transport(e.transport().orElse(name()))
                .messageId(submission.messageId())
                .build());
    }

    private List<String> notes(Submission submission) {
        List<String> notes = new ArrayList<>();
        for (Feature feature : submission.features()) {
            Support support = capabilities.of(feature);
            switch (support.treatment()) {
                case KEPT, SERVER_DEPENDENT -> {}
                case CHANGED -> notes.add(sentence(feature, "changed", support));
                case UNSUPPORTED -> {
                    if (policy == UnsupportedPolicy.ERROR) {
                        throw unsupported(feature, support);
                    }
                    String note = sentence(feature, "left out", support);
                    LOG.warn("{} of {}", note, submission.messageId());
                    notes.add(note);
                }
            }
        }
        return notes;
    }

    private String sentence(Feature feature, String what, Support support) {
        String note = support.note().isEmpty() ? "" : " (" + support.note() + ')';
        return feature.title() + ' ' + what + " by transport " + name() + note;
    }

    private UnsupportedFeatureException unsupported(Feature feature, Support support) {
        String why = support.note().isEmpty() ? "" : ": " + support.note();
        return new UnsupportedFeatureException(
                feature,
                "transport " + name() + " cannot carry " + feature.title() + why,
                Failure.at(
                                Stage.PREPARATION,
                                "Leave it out of the message, choose another transport, or set mailswitch.unsupported=warn to"
                                        + " send without it.")
                        .resend(Resend.POINTLESS)
                        .origin(FailureOrigin.MESSAGE)
                        .build(),
                null);
    }

    /** Lets messages through that can be carried, and books the others at once, so that a window of them stays one. */
    private final class Checked implements SubmissionBatch {
        private final SubmissionBatch batch;
        private final IdentityHashMap<Submission, List<String>> notes = new IdentityHashMap<>();

        Checked(SubmissionBatch batch) {
            this.batch = batch;
        }

        @Override
        public Optional<Submission> take() {
            return next(batch::take);
        }

        @Override
        public Optional<Submission> poll() {
            return next(batch::poll);
        }

        private Optional<Submission> next(Supplier<Optional<Submission>> source) {
            while (true) {
                Optional<Submission> submission = source.get();
                if (submission.isEmpty()) {
                    return submission;
                }
                try {
                    notes.put(submission.get(), notes(submission.get()));
                    return submission;
                } catch (MailException e) {
                    batch.failed(submission.get(), named(e, submission.get()));
                }
            }
        }

        @Override
        public void accepted(Submission submission, SendReceipt receipt) {
            List<String> earlier = notes.remove(submission);
            boolean none = earlier == null || earlier.isEmpty();
            batch.accepted(submission, none ? receipt : Notes.before(receipt, earlier));
        }

        @Override
        public void failed(Submission submission, MailException failure) {
            notes.remove(submission);
            batch.failed(submission, named(failure, submission));
        }
    }
}

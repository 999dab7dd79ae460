package io.mailswitch.internal.policy;

import static io.mailswitch.internal.policy.Fixtures.busy;
import static io.mailswitch.internal.policy.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages with limits and without in one batch. */
class UnlimitedBatchTest {
    private final Submission first = message();
    private final Submission limited = message();
    private final Submission refused = message();
    private final Submission last = message();
    private final Deque<Submission> left = new ArrayDeque<>(List.of(first, limited, refused, last));
    private final List<Submission> accepted = new ArrayList<>();
    private final List<Submission> failed = new ArrayList<>();

    private final SubmissionBatch source = new SubmissionBatch() {
        @Override
        public Optional<Submission> take() {
            return poll();
        }

        @Override
        public Optional<Submission> poll() {
            return Optional.ofNullable(left.poll());
        }

        @Override
        public void accepted(Submission submission, SendReceipt receipt) {
            accepted.add(submission);
        }

        @Override
        public void failed(Submission submission, MailException failure) {
            failed.add(submission);
        }
    };

    private SendReceipt alone(Submission submission) {
        if (submission == refused) {
            throw busy("full", null);
        }
        return SendReceipt.builder(submission.messageId(), "test", "none", Reply.smtp(250, null, List.of("OK")))
                .accepted(submission.envelope().forwardPaths())
                .build();
    }

    @Test
    void messageWithLimitsWaitsUntilNothingIsUnderWay() {
        SubmissionBatch batch = new UnlimitedBatch(source, it -> it == limited || it == refused, this::alone);

        assertThat(batch.take()).containsSame(first);
        assertThat(batch.poll()).isEmpty();
        assertThat(batch.poll()).isEmpty();
        assertThat(accepted).as("others may be under way").isEmpty();
        assertThat(batch.take()).containsSame(last);
        assertThat(accepted).containsExactly(limited);
        assertThat(failed).containsExactly(refused);
        assertThat(batch.take()).isEmpty();
    }
}

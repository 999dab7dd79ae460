package io.mailswitch.internal.policy;

import static io.mailswitch.internal.policy.Fixtures.busy;
import static io.mailswitch.internal.policy.Fixtures.limited;
import static io.mailswitch.internal.policy.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.config.LimitPreset;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import io.mailswitch.spi.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
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
    private final List<MailException> failures = new ArrayList<>();

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
            failures.add(failure);
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

    @Test
    void messageThatWaitsWasNotBegunWhenTheTransportThrows() {
        IllegalStateException broken = new IllegalStateException("broken");
        Policies policies = limitingOne(batch -> {
            assertThat(batch.take()).containsSame(first);
            assertThat(batch.poll()).isEmpty();
            throw broken;
        });

        assertThatThrownBy(() -> policies.transport().submitAll(source)).isSameAs(broken);

        assertThat(failed).as("the first was taken, and nobody knows").containsExactly(limited);
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(failure.stage()).isEqualTo(Stage.QUEUE);
            assertThat(failure).hasCause(broken);
        });
    }

    @Test
    void messageThatWaitsWasNotBegunWhenTheTransportForgetsIt() {
        limitingOne(batch -> {
                    assertThat(batch.take()).containsSame(first);
                    assertThat(batch.poll()).isEmpty();
                })
                .transport()
                .submitAll(source);

        assertThat(failed).containsExactly(limited);
        assertThat(failures.get(0).outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
    }

    private Policies limitingOne(Consumer<SubmissionBatch> sending) {
        Transport transport = new WrappingTransport(new ScriptedTransport("test")) {
            @Override
            public SendReceipt submit(Submission submission) {
                return next().submit(submission);
            }

            @Override
            public Optional<SendingMailbox> mailbox(Submission submission) {
                return Optional.of(new SendingMailbox("alerts@contoso.com", submission == limited, 1));
            }

            @Override
            public void submitAll(SubmissionBatch batch) {
                sending.accept(batch);
            }
        };
        LimitSettings limits =
                new LimitSettings(LimitPreset.AUTO, OptionalInt.empty(), OptionalInt.empty(), Duration.ofMinutes(1));
        return Policies.around(List.of(transport), limited(limits), PolicyContext.of(new ManualTicker(), () -> 1));
    }
}

package io.mailswitch.internal.policy;

import io.mailswitch.ConnectionException;
import io.mailswitch.Email;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Outcome;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.config.UnknownPolicy;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.spi.Submission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages, failures and settings that the tests of policies share. */
final class Fixtures {
    private static final SubmissionFactory FACTORY =
            new SubmissionFactory(null, InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z")));

    private Fixtures() {}

    static Submission message() {
        return FACTORY.of(Email.builder()
                .from("alerts@example.com")
                .to("ops@example.com")
                .subject("hello")
                .text("hello")
                .build());
    }

    static Submission messageWithHeader() {
        return FACTORY.of(Email.builder()
                .from("alerts@example.com")
                .to("ops@example.com")
                .text("hello")
                .header("X-Order", "1")
                .build());
    }

    /** A refusal that passes by itself. */
    static SubmissionException busy(String text, @Nullable Duration retryAfter) {
        return new SubmissionException(
                text,
                Failure.at(Stage.FINAL_REPLY, "Wait.")
                        .resend(Resend.SAFE_LATER)
                        .retryAfter(retryAfter)
                        .reply(Reply.smtp(451, null, List.of(text)))
                        .build(),
                null);
    }

    /** Exchange's answer to the fourth message at once, or to too many in a minute. */
    static SubmissionException throttled(int code, Duration retryAfter) {
        return new SubmissionException(
                "throttled",
                Failure.at(Stage.FINAL_REPLY, "Wait.")
                        .resend(Resend.SAFE_LATER)
                        .retryAfter(retryAfter)
                        .reply(Reply.smtp(code, null, List.of("throttled")))
                        .build(),
                null);
    }

    static SubmissionException lost() {
        return new SubmissionException(
                "connection lost",
                Failure.at(Stage.CONTENT, "Send again.")
                        .resend(Resend.SAFE_LATER)
                        .build(),
                null);
    }

    static ConnectionException unreachable() {
        return new ConnectionException(
                "nothing listens there",
                Failure.at(Stage.CONNECT, "Check the host.")
                        .resend(Resend.SAFE_LATER)
                        .build(),
                null);
    }

    static SubmissionException unknown() {
        return new SubmissionException(
                "no answer came",
                Failure.at(Stage.FINAL_REPLY, "Look first.")
                        .outcome(Outcome.UNKNOWN)
                        .build(),
                null);
    }

    static SubmissionException refused(FailureOrigin origin, Resend resend) {
        return new SubmissionException(
                "refused for " + origin,
                Failure.at(Stage.FINAL_REPLY, "Change it.")
                        .origin(origin)
                        .resend(resend)
                        .reply(Reply.smtp(554, null, List.of("no")))
                        .build(),
                null);
    }

    static PolicySettings retrying(int attempts, Duration totalTime, UnknownPolicy unknown) {
        return new PolicySettings(
                UnsupportedPolicy.ERROR,
                new RetrySettings(attempts, totalTime, Duration.ofSeconds(1), Duration.ofSeconds(8), unknown),
                LimitSettings.OFF,
                FailoverSettings.DEFAULT);
    }

    static PolicySettings retrying(int attempts) {
        return retrying(attempts, Duration.ofMinutes(10), UnknownPolicy.REPORT);
    }

    static PolicySettings limited(LimitSettings limits) {
        return new PolicySettings(UnsupportedPolicy.ERROR, RetrySettings.OFF, limits, FailoverSettings.DEFAULT);
    }

    static PolicySettings failover(UnsupportedPolicy unsupported) {
        return new PolicySettings(
                unsupported,
                RetrySettings.OFF,
                LimitSettings.OFF,
                new FailoverSettings(Duration.ofSeconds(10), Duration.ofSeconds(40)));
    }
}

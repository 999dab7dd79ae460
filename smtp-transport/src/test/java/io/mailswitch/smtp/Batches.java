package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.SendOutcome;
import io.mailswitch.SendReceipt;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Batches for tests: message i goes to r<i>@example.com alone. */
final class Batches {
    private Batches() {}

    static String recipient(int i) {
        return "r" + i + "@example.com";
    }

    static Email email(int i) {
        return Sends.email().toBuilder().to(recipient(i)).build();
    }

    /** To one more recipient, of whom it is not asked whether a message arrived. */
    static List<Email> emails(int count, String other) {
        return emails(count).stream()
                .map(it -> it.toBuilder().cc(other).build())
                .toList();
    }

    static List<Email> emails(int count) {
        return IntStream.range(0, count).mapToObj(Batches::email).toList();
    }

    /** What was told: "accepted", "NOT_ACCEPTED" or "UNKNOWN" for each. */
    static List<String> told(List<SendOutcome> outcomes) {
        return outcomes.stream()
                .map(it -> it.failure()
                        .map(MailException::outcome)
                        .map(Outcome::name)
                        .orElse("accepted"))
                .toList();
    }

    /** No message that was told accepted is missing, none that was told not accepted is there, and none is there twice. */
    static void toldTruly(List<SendOutcome> outcomes, List<String> arrived) {
        List<String> told = told(outcomes);
        for (int i = 0; i < told.size(); i++) {
            int times = Collections.frequency(arrived, recipient(i));
            String what = "message " + i + " of " + told + ": " + outcomes.get(i);
            switch (told.get(i)) {
                case "accepted" -> assertThat(times).as(what).isEqualTo(1);
                case "NOT_ACCEPTED" -> assertThat(times).as(what).isZero();
                default -> assertThat(times).as(what).isLessThanOrEqualTo(1);
            }
            outcomes.get(i).receipt().map(SendReceipt::messageId).ifPresent(id -> assertThat(id)
                    .isNotBlank());
        }
    }
}

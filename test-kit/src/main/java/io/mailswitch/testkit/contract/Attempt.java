package io.mailswitch.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.Feature;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities.Treatment;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import io.mailswitch.testkit.ReceivedMail;
import java.time.Duration;
import java.util.List;

/** Sends that have to work, and sends that have to fail. */
final class Attempt {
    static final String BOB = "bob@example.com";
    static final String EVE = "eve@example.org";
    static final Duration SOON = Duration.ofSeconds(10);
    /** Time-outs for tests that do not want to see them, on a busy machine. */
    static final Duration PATIENT = Duration.ofSeconds(10);
    /** Time-outs for tests that wait for them. */
    static final Duration IMPATIENT = Duration.ofSeconds(2);
    /** Above what a time-out for a whole message may come to, below a hang. */
    private static final Duration BOUND = PATIENT.multipliedBy(5).plus(SOON);

    private Attempt() {}

    /** Sends a short message, which has to arrive next. */
    static ReceivedMail arrives(ContractServer server, Transport transport) {
        return arrives(server, transport, ContractMessage.to(BOB));
    }

    /** Sends a message, which has to arrive next. */
    static ReceivedMail arrives(ContractServer server, Transport transport, Submission submission) {
        int before = server.mailbox().size();
        SendReceipt receipt = transport.submit(submission);
        assertThat(receipt.accepted()).isEqualTo(submission.envelope().forwardPaths());
        assertThat(receipt.rejected()).isEmpty();
        assertThat(receipt.messageId()).isEqualTo(submission.messageId());
        assertThat(server.mailbox().all()).as("mails that arrived").hasSize(before + 1);
        ReceivedMail mail = server.mailbox().all().get(before);
        assertThat(mail.messageId()).contains(submission.messageId());
        if (keepsBytes(transport)) {
            assertThat(mail.size()).isEqualTo(submission.content().size(List.of()));
        }
        return mail;
    }

    static boolean keepsBytes(Transport transport) {
        Treatment treatment = transport.capabilities().of(Feature.EXACT_MIME).treatment();
        return treatment == Treatment.KEPT || treatment == Treatment.SERVER_DEPENDENT;
    }

    /** Sends a message, which has to fail within bounds and be told consistently. */
    static MailException fails(Transport transport, Submission submission) {
        long start = System.nanoTime();
        MailException failure = catchThrowableOfType(MailException.class, () -> transport.submit(submission));
        assertThat(failure).as("failure of a send that cannot succeed").isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(failure.advice()).as("advice of %s", failure).isNotBlank();
        assertThat(failure.resend() == Resend.MAY_DUPLICATE).isEqualTo(failure.outcome() == Outcome.UNKNOWN);
        return failure;
    }

    /** Sends a message, which has to fail so that nobody has it. */
    static MailException isNotAccepted(ContractServer server, Transport transport, Submission submission) {
        int before = server.mailbox().size();
        MailException failure = fails(transport, submission);
        assertThat(failure.outcome()).as("outcome of %s", failure).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(server.mailbox().all()).as("mails that arrived").hasSize(before);
        return failure;
    }
}

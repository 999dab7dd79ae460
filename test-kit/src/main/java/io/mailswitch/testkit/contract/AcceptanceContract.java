package io.mailswitch.testkit.contract;

import static io.mailswitch.testkit.contract.Attempt.BOB;
import static io.mailswitch.testkit.contract.Attempt.EVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailswitch.EmailAddress;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Feature;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.Rejection;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities.Treatment;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.ReceivedMail;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server's yes and no come back as they were meant. */
public interface AcceptanceContract extends ContractSubject {

    /** What was accepted arrived, whole, and the receipt tells the truth about it. */
    @Test
    default void acceptedMessageArrives() {
        try (Transport transport = open()) {
            Submission submission = ContractMessage.to(BOB, EVE);

            SendReceipt receipt = transport.submit(submission);

            assertThat(receipt.messageId()).isEqualTo(submission.messageId());
            assertThat(receipt.transport()).isEqualTo(transport.capabilities().transport());
            assertThat(receipt.accepted()).containsExactly(EmailAddress.of(BOB), EmailAddress.of(EVE));
            assertThat(receipt.rejected()).isEmpty();
            assertThat(receipt.attempts()).isEqualTo(1);
            assertThat(receipt.path()).isNotBlank();
            assertThat(receipt.serverId()).isPresent();
            assertThat(receipt.reply().code()).isBetween(200, 299);
            assertThat(receipt.tls().orElseThrow().protocol()).isIn("TLSv1.2", "TLSv1.3");
            ReceivedMail mail = server().mailbox().await(Attempt.SOON);
            assertThat(mail.recipientAddresses()).containsExactly(BOB, EVE);
            assertThat(mail.from()).containsExactly(Accounts.DEFAULT_USER);
            assertThat(mail.messageId()).contains(submission.messageId());
            if (Attempt.keepsBytes(transport)) {
                assertThat(mail.rawBytes()).isEqualTo(ContractMessage.bytes(submission));
            }
        }
        assertThat(server().mailbox().size()).isEqualTo(1);
    }

    /** A sender that is refused is not tried again, and the reply is handed on. */
    @Test
    default void refusedSenderIsNotAccepted() {
        server().refuseSender();
        try (Transport transport = open()) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB));

            assertThat(failure.reply()).isPresent();
            assertThat(failure.resend()).isIn(Resend.POINTLESS, Resend.AFTER_SETUP);
            assertThat(failure.origin()).isIn(FailureOrigin.MESSAGE, FailureOrigin.SETUP);
            Attempt.arrives(server(), transport);
        }
    }

    /** A message that a server has refused for good must not be sent again as it is. */
    @Test
    default void refusedContentIsPointless() {
        server().refuseContent();
        try (Transport transport = open()) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB));

            assertThat(failure.reply()).isPresent();
            assertThat(failure.resend()).as("resend of %s", failure).isEqualTo(Resend.POINTLESS);
            Attempt.arrives(server(), transport);
        }
    }

    /** A message that a server has refused for the time being may be sent again. */
    @Test
    default void temporarilyRefusedContentIsSafeLater() {
        server().refuseContentForNow();
        try (Transport transport = open()) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB));

            assertThat(failure.reply()).isPresent();
            assertThat(failure.resend()).as("resend of %s", failure).isEqualTo(Resend.SAFE_LATER);
            assertThat(failure.origin()).isEqualTo(FailureOrigin.TRANSPORT);
            Attempt.arrives(server(), transport);
        }
    }

    /** A server that is busy is no reason to give up, and not retried here. */
    @Test
    default void busyServerIsSafeLater() {
        server().turnAwayForNow();
        try (Transport transport = open()) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB));

            assertThat(failure.reply()).isPresent();
            assertThat(failure.resend()).as("resend of %s", failure).isEqualTo(Resend.SAFE_LATER);
            assertThat(server().contacts()).isEqualTo(1);
            Attempt.arrives(server(), transport);
        }
    }

    /** A message over the server's limit is refused as such, whoever finds out. */
    @Test
    default void tooLargeMessageIsPointless() {
        server().limitSize(20_000);
        try (Transport transport = open()) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.ofBytes(30_000, BOB));

            assertThat(failure.resend()).as("resend of %s", failure).isEqualTo(Resend.POINTLESS);
            assertThat(failure.origin()).isEqualTo(FailureOrigin.MESSAGE);
            Attempt.arrives(server(), transport);
        }
    }

    /** Content that cannot be read to its end leaves nothing behind at the server. */
    @Test
    default void halfReadContentIsNotSent() {
        try (Transport transport = open()) {
            Submission submission = ContractMessage.thatCannotBeRead(100_000, BOB);

            MailException failure = Attempt.isNotAccepted(server(), transport, submission);

            assertThat(failure).isInstanceOf(InvalidMessageException.class);
            Attempt.arrives(server(), transport);
        }
    }

    /** When every recipient is refused nothing is sent, and each refusal is told. */
    @Test
    default void allRecipientsRefused() {
        server().refuseRecipient(BOB);
        server().refuseRecipientForNow(EVE);
        try (Transport transport = openWithRepliesPerRecipient(Map.of("mailswitch.partial-submission", "true"))) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB, EVE));

            assertThat(failure.rejections())
                    .extracting(Rejection::recipient)
                    .containsExactly(EmailAddress.of(BOB), EmailAddress.of(EVE));
            assertThat(failure.rejections())
                    .extracting(Rejection::resend)
                    .containsExactly(Resend.POINTLESS, Resend.SAFE_LATER);
            assertThat(failure.origin()).isEqualTo(FailureOrigin.RECIPIENT);
            Attempt.arrives(server(), transport, ContractMessage.to("carol@example.com"));
        }
    }

    /** When some recipients are refused nothing is sent, unless asked for. */
    @Test
    default void someRecipientsRefused_byDefault() {
        server().refuseRecipient(EVE);
        try (Transport transport = openWithRepliesPerRecipient(Map.of())) {
            MailException failure = Attempt.isNotAccepted(server(), transport, ContractMessage.to(BOB, EVE));

            assertThat(failure.rejections()).singleElement().satisfies(rejection -> {
                assertThat(rejection.recipient()).isEqualTo(EmailAddress.of(EVE));
                assertThat(rejection.reply().code()).isGreaterThanOrEqualTo(400);
                assertThat(rejection.resend()).isEqualTo(Resend.POINTLESS);
            });
            assertThat(failure.origin()).isEqualTo(FailureOrigin.RECIPIENT);
            Attempt.arrives(server(), transport);
        }
    }

    /** When some recipients are refused the rest get the message where that was asked for, and the receipt says so. */
    @Test
    default void someRecipientsRefused_withPartialSubmission() {
        server().refuseRecipient(EVE);
        try (Transport transport = openWithRepliesPerRecipient(Map.of("mailswitch.partial-submission", "true"))) {
            SendReceipt receipt = transport.submit(ContractMessage.to(BOB, EVE));

            assertThat(receipt.accepted()).containsExactly(EmailAddress.of(BOB));
            assertThat(receipt.rejected())
                    .singleElement()
                    .extracting(Rejection::recipient)
                    .isEqualTo(EmailAddress.of(EVE));
            assertThat(server().mailbox().await(Attempt.SOON).recipientAddresses())
                    .containsExactly(BOB);
        }
    }

    private Transport openWithRepliesPerRecipient(Map<String, String> changes) {
        Transport transport = open(Attempt.PATIENT, changes, null);
        Treatment treatment =
                transport.capabilities().of(Feature.REPLY_PER_RECIPIENT).treatment();
        if (treatment == Treatment.UNSUPPORTED) {
            transport.close();
        }
        assumeTrue(treatment != Treatment.UNSUPPORTED, "the server answers for each recipient");
        return transport;
    }
}

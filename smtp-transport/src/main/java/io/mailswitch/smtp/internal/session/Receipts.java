package io.mailswitch.smtp.internal.session;

import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.smtp.internal.reply.ServerId;
import io.mailswitch.spi.Submission;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes receipts, and notes at the connection what was accepted over it. */
final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.smtp");

    private Receipts() {}

    static SendReceipt accepted(
            Submission submission,
            SmtpConnection connection,
            Manner manner,
            EnvelopeReplies replies,
            Reply reply,
            List<String> notes) {
        LOG.debug("{} accepted {}: {}", connection.id(), submission.messageId(), reply.code());
        return SendReceipt.builder(submission.messageId(), "smtp", manner.chunked() ? "bdat" : "data", reply)
                .accepted(replies.accepted())
                .rejected(replies.rejected())
                .serverId(ServerId.find(reply).orElse(null))
                .tls(connection.session().tls())
                .notes(notes)
                .build();
    }
}

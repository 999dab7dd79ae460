package io.mailswitch.graph.internal.path;

import io.mailswitch.ConnectionException;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.graph.internal.failure.Failures;
import io.mailswitch.graph.internal.json.JsonBodies;
import io.mailswitch.graph.internal.json.SourceFile;
import io.mailswitch.graph.internal.wire.Answer;
import io.mailswitch.graph.internal.wire.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a large message: makes a draft of it without its large files, adds those, sends the draft, and deletes it where that fails. Needs the
 * permission Mail.ReadWrite beside Mail.Send.
 */
final class DraftPath {
    private final MailboxSession session;
    private final GraphLimits limits;
    private final Duration verifyBound;

    DraftPath(MailboxSession session, GraphLimits limits, Duration verifyBound) {
        this.session = session;
        this.limits = limits;
        this.verifyBound = verifyBound;
    }

    Sent send(DraftPlan plan, String messageId, boolean deliveryReceipt) {
        String id = create(plan, messageId);
        try {
            fill(id, plan, deliveryReceipt);
            Answer answer = session.require(Operation.SEND_DRAFT, Map.of("id", id), null);
            return Sent.by(answer);
        } catch (MailException e) {
            if (e.outcome() == Outcome.UNKNOWN) {
                return new DraftFate(session, id, verifyBound).resolve(e);
            }
            DraftCleaner.delete(session, id);
            throw e;
        } catch (RuntimeException | Error e) {
            DraftCleaner.delete(session, id);
            throw e;
        }
    }

    private String create(DraftPlan plan, String messageId) {
        try {
            Answer answer = session.require(Operation.CREATE_DRAFT, Map.of(), plan.message());
            Optional<String> id = answer.fields().id();
            if (id.isPresent()) {
                return id.get();
            }
            throw Failures.incomplete(Operation.CREATE_DRAFT, answer, "the answer does not name the draft");
        } catch (MailException e) {
            if (mayHaveBeenMade(e)) {
                DraftCleaner.deleteLost(session, messageId);
            }
            throw e;
        }
    }

    /** A refusal makes no draft; a lost or garbled answer may have been the answer to one. */
    private static boolean mayHaveBeenMade(MailException e) {
        boolean refused = e.reply().map(reply -> reply.code() / 100 == 4).orElse(e instanceof ConnectionException);
        return e.resend() == Resend.SAFE_LATER && !refused;
    }

    private void fill(String id, DraftPlan plan, boolean deliveryReceipt) {
        for (SourceFile file : plan.files()) {
            if (file.size() < limits.uploadFrom() && JsonBodies.attachmentSize(file) <= limits.request()) {
                session.require(Operation.ADD_FILE, Map.of("id", id), () -> JsonBodies.attachment(file));
            } else {
                try (FileUpload upload = new FileUpload(session, id, file, limits.slice())) {
                    upload.run();
                }
            }
        }
        if (deliveryReceipt) {
            session.require(Operation.CHANGE_DRAFT, Map.of("id", id), JsonBodies::deliveryReceipt);
        }
    }
}

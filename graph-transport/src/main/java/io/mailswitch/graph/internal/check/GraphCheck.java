package io.mailswitch.graph.internal.check;

import io.mailswitch.CheckReport;
import io.mailswitch.CheckReport.Severity;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.Secret;
import io.mailswitch.SubmissionException;
import io.mailswitch.graph.internal.failure.ErrorTable;
import io.mailswitch.graph.internal.failure.Failures;
import io.mailswitch.graph.internal.failure.Verdict;
import io.mailswitch.graph.internal.json.JsonBodies;
import io.mailswitch.graph.internal.path.DraftCleaner;
import io.mailswitch.graph.internal.path.MailboxSession;
import io.mailswitch.graph.internal.wire.Answer;
import io.mailswitch.graph.internal.wire.Operation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.RequestBody;

/**
 * Asks Graph for things that it must refuse as impossible, and learns from the refusal whether they would be allowed: to send a message
 * without a recipient, and to make a draft with an empty list of header fields. Nothing is sent and nothing is left behind.
 */
public final class GraphCheck {
    private final CheckReport.Builder report;

    /**
     * Makes the check.
     *
     * @param report takes what is found
     */
    public GraphCheck(CheckReport.Builder report) {
        this.report = report;
    }

    /**
     * Shows what the token says; judges nothing of it, since a role that is given in Exchange alone is not in the token.
     *
     * @param token the token; empty where it is not known
     */
    public void token(Optional<Secret> token) {
        Map<String, String> claims = token.map(TokenClaims::read).orElse(Map.of());
        if (claims.isEmpty()) {
            report.fact("token", token.isPresent() ? "obtained, not readable" : "signed by the application");
        }
        claims.forEach(report::fact);
    }

    /**
     * Probes whether the mailbox may send.
     *
     * @param session asks Graph
     * @throws MailException when it may not
     */
    public void sending(MailboxSession session) {
        Answer answer = ask(session, Operation.PROBE_SENDING, JsonBodies::withoutRecipients);
        if (answer.tls() != null) {
            report.fact("tls", answer.tls().protocol())
                    .fact("cipher", answer.tls().cipherSuite());
        }
        if (answer.status() == 202) {
            report.finding(
                    Severity.WARNING,
                    "Graph accepted a message without recipients, which it should refuse",
                    "Check that mailswitch.graph.base-url leads to Microsoft Graph.");
        } else if (!answer.isYes(Operation.PROBE_SENDING)) {
            throw Failures.of(Operation.PROBE_SENDING, answer);
        } else if (ErrorTable.of(answer).verdict() != Verdict.RECIPIENTS) {
            throw otherwiseRefused(answer);
        }
        report.fact("sending", "allowed");
    }

    /**
     * Probes whether drafts may be made.
     *
     * @param session asks Graph
     */
    public void drafting(MailboxSession session) {
        optional("large-messages", "Messages of more than about 3 MB cannot be sent.", () -> {
            Answer answer = ask(session, Operation.PROBE_DRAFTING, JsonBodies::impossibleDraft);
            if (answer.status() == 201) {
                answer.fields().id().ifPresent(id -> DraftCleaner.delete(session, id));
            } else if (!answer.isYes(Operation.PROBE_DRAFTING)) {
                throw Failures.of(Operation.PROBE_DRAFTING, answer);
            }
        });
    }

    /**
     * Probes whether Sent Items may be searched.
     *
     * @param session asks Graph
     */
    public void searching(MailboxSession session) {
        optional(
                "sent-items-search",
                "After a lost answer Sent Items cannot be searched, although mailswitch.graph.verify-unknown asks for it.",
                () -> DraftCleaner.find(session, "sentitems", "<mailswitch-check@invalid>", null));
    }

    private void optional(String name, String loss, Runnable probe) {
        try {
            probe.run();
            report.fact(name, "allowed");
        } catch (MailException e) {
            report.fact(name, "not allowed");
            report.finding(Severity.WARNING, loss + " " + e.summary(), e.advice());
        }
    }

    /** A wrong address is answered by 400, too. */
    private static MailException otherwiseRefused(Answer answer) {
        return new SubmissionException(
                Operation.PROBE_SENDING.title() + " failed: Graph refused it, but not for its lack of recipients",
                Failure.at(
                                Operation.PROBE_SENDING.stage(),
                                "Check mailswitch.graph.base-url, where it is set, with its version (…/v1.0), and that nothing on the way"
                                        + " changes requests.")
                        .resend(Resend.AFTER_SETUP)
                        .origin(FailureOrigin.SETUP)
                        .reply(answer.reply())
                        .build(),
                null);
    }

    private static Answer ask(MailboxSession session, Operation operation, Supplier<RequestBody> body) {
        return session.ask(operation, Map.of(), body, null);
    }
}

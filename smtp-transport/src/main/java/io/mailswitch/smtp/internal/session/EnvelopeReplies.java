package io.mailswitch.smtp.internal.session;

import io.mailswitch.EmailAddress;
import io.mailswitch.MailException;
import io.mailswitch.Rejection;
import io.mailswitch.Reply;
import io.mailswitch.Stage;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.reply.ReplyClassifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The replies to MAIL and each RCPT, taken in order, and what they mean together. Used by one thread. */
final class EnvelopeReplies {
    private final List<EmailAddress> recipients;
    private final List<EmailAddress> accepted = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private @Nullable Reply mail;
    private boolean goneOn;
    private int answered;
    private @Nullable Reply odd;
    private @Nullable Reply goodbye;
    private Stage troubleAt = Stage.REVERSE_PATH;

    EnvelopeReplies(List<EmailAddress> recipients) {
        this.recipients = recipients;
    }

    /** What the next reply answers. */
    Stage stage() {
        return mail == null ? Stage.REVERSE_PATH : Stage.FORWARD_PATH;
    }

    boolean none() {
        return mail == null;
    }

    boolean complete() {
        return mail != null && answered == recipients.size();
    }

    /** Takes a reply that belongs to a whole group of commands: its enhanced code may show that it answers another one of them. */
    void takeOfGroup(Reply reply) {
        boolean misplaced = none() ? Places.notOfMail(reply) : Places.notOfRecipient(reply);
        if (misplaced && odd == null) {
            odd = reply;
            troubleAt = stage();
        }
        take(reply);
    }

    void take(Reply reply) {
        Stage answers = stage();
        goneOn |= goodbye != null;
        if (odd == null && isOddAs(answers, reply)) {
            odd = reply;
            troubleAt = answers;
        } else if (reply.code() == 421 && goodbye == null && odd == null) {
            goodbye = reply;
            troubleAt = answers;
        }
        if (mail == null) {
            mail = reply;
            return;
        }
        EmailAddress recipient = recipients.get(answered++);
        if (Acceptances.is(reply)) {
            accepted.add(recipient);
        } else {
            rejected.add(new Rejection(
                    recipient,
                    reply,
                    ReplyClassifier.classify(reply, Stage.FORWARD_PATH).resend()));
        }
    }

    /** Whether it is neither yes nor no, or a yes to a recipient of a message whose sender was refused: then one of the two answered something else. */
    private boolean isOddAs(Stage answers, Reply reply) {
        boolean yes = Acceptances.is(reply);
        return reply.code() < 400 && (!yes || (answers == Stage.FORWARD_PATH && unannounced()));
    }

    /** Whether MAIL was accepted. */
    boolean announced() {
        return mail != null && Acceptances.is(mail);
    }

    /** Whether MAIL was refused, or answered in a way that is no yes. */
    boolean unannounced() {
        return mail != null && !announced();
    }

    /** Whether a server that keeps to the protocol can only refuse the content: no sender, or no recipient, was accepted. */
    boolean doomed() {
        return unannounced() || (complete() && accepted.isEmpty());
    }

    /** Whether an answer was none of yes and no, so that it is not clear what was answered. */
    boolean isOdd() {
        return odd != null;
    }

    /** Whether the server said 421, after which it closes the connection. */
    boolean saidGoodbye() {
        return goodbye != null;
    }

    /** Whether nothing was said after the 421. */
    boolean endsWithGoodbye() {
        return goodbye != null && !goneOn;
    }

    /** The 421, if the server said it. */
    @Nullable
    Reply goodbye() {
        return goodbye;
    }

    /** Whether 421 was the answer to MAIL itself, as it is when the connection had been idle for too long. */
    boolean saidGoodbyeAtOnce() {
        return mail != null && mail.code() == 421;
    }

    List<EmailAddress> accepted() {
        return accepted;
    }

    List<Rejection> rejected() {
        return rejected;
    }

    /**
     * Makes the failure of a message that must not be sent, or cannot have been taken.
     *
     * @param partial whether some recipients are enough
     * @return null when nothing stands against the content
     */
    @Nullable
    MailException refusal(Failures failures, boolean partial) {
        if (odd != null) {
            String command = troubleAt == Stage.REVERSE_PATH ? "MAIL" : "RCPT";
            return failures.protocol(troubleAt, "an unexpected answer to " + command, odd, false);
        }
        if (mail != null && !announced()) {
            return failures.refused(Stage.REVERSE_PATH, mail);
        }
        if (goodbye != null) {
            return failures.refused(troubleAt, goodbye);
        }
        boolean enough = !accepted.isEmpty() && (partial || rejected.isEmpty());
        return complete() && !enough ? failures.recipientsRefused(rejected, recipients.size()) : null;
    }
}

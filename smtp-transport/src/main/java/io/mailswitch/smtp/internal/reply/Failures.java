package io.mailswitch.smtp.internal.reply;

import io.mailswitch.AuthenticationException;
import io.mailswitch.ConnectionException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Rejection;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.smtp.internal.tls.TlsDiagnosis;
import io.mailswitch.smtp.internal.wire.AdvisedException;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.LinkInterruptedException;
import io.mailswitch.smtp.internal.wire.MalformedReplyException;
import io.mailswitch.smtp.internal.wire.UnaskedReplyException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions that callers see from what went wrong, where, with which server. */
public final class Failures {
    private static final String TRANSPORT = "smtp";
    private static final String UNKNOWN_ADVICE =
            "The server may have taken the message: look for its Message-ID in Sent Items or the "
                    + "server's log before sending it again.";

    private static final String NO_SMTP_ADVICE =
            "Check that host and port lead to an SMTP server and that nothing in between changes the connection.";

    private final String endpoint;
    private final @Nullable String messageId;

    /**
     * Makes the factory.
     *
     * @param endpoint host and port of the server
     * @param messageId the message; null where there is none
     */
    public Failures(String endpoint, @Nullable String messageId) {
        this.endpoint = endpoint;
        this.messageId = messageId;
    }

    private Failure.Builder failure(Stage stage, String advice) {
        Failure.Builder builder = Failure.at(stage, advice).transport(TRANSPORT);
        return messageId == null ? builder : builder.messageId(messageId);
    }

    /**
     * Makes the exception for a refusal.
     *
     * @param stage what was asked
     * @param reply what the server said
     * @return the exception; its type follows from stage and reply
     */
    public MailException refused(Stage stage, Reply reply) {
        Verdict verdict = ReplyClassifier.classify(reply, stage);
        Failure failure = failure(stage, verdict.advice())
                .resend(verdict.resend())
                .origin(verdict.origin())
                .retryAfter(verdict.retryAfter())
                .reply(reply)
                .build();
        String summary = endpoint + ": " + verdict.meaning();
        return exception(wantsLogin(stage, reply) ? Stage.AUTHENTICATION : stage, summary, failure, null);
    }

    private static boolean wantsLogin(Stage stage, Reply reply) {
        return stage == Stage.REVERSE_PATH && reply.code() == 530;
    }

    /**
     * Makes the exception for recipients that were refused, so that the message was sent to nobody.
     *
     * @param rejections the refusals, at least one
     * @param recipients how many recipients the message has
     * @return the exception
     */
    public SubmissionException recipientsRefused(List<Rejection> rejections, int recipients) {
        Reply first = rejections.get(0).reply();
        Verdict verdict = ReplyClassifier.classify(first, Stage.FORWARD_PATH);
        String advice = verdict.advice();
        if (rejections.size() < recipients) {
            advice += " Or set mailswitch.partial-submission=true to send to the accepted recipients all the same.";
        }
        Failure failure = failure(Stage.FORWARD_PATH, advice)
                .resend(worst(rejections))
                .origin(verdict.origin())
                .retryAfter(verdict.retryAfter())
                .reply(first)
                .rejections(rejections)
                .build();
        String summary = endpoint + ": " + rejections.size() + " of " + recipients
                + (recipients == 1 ? " recipient" : " recipients") + " refused, so the message was sent to nobody; "
                + verdict.meaning();
        return new SubmissionException(summary, failure, null);
    }

    private static Resend worst(List<Rejection> rejections) {
        for (Resend resend : List.of(Resend.POINTLESS, Resend.AFTER_SETUP)) {
            if (rejections.stream().anyMatch(rejection -> rejection.resend() == resend)) {
                return resend;
            }
        }
        return Resend.SAFE_LATER;
    }

    /**
     * Makes the exception for a message that found no free connection.
     *
     * @param connections how many there may be
     * @return the exception
     */
    public MailException busy(int connections) {
        Failure failure = failure(
                        Stage.QUEUE,
                        "Send less at once, or raise mailswitch.smtp.max-connections or mailswitch.smtp.acquire-timeout.")
                .resend(Resend.SAFE_LATER)
                .build();
        String summary = endpoint + ": no connection became free in time, all " + connections + " are in use";
        return exception(Stage.QUEUE, summary, failure, null);
    }

    /**
     * Makes the exception for a server that does not keep to the protocol.
     *
     * @param stage where
     * @param problem what it did, one clause
     * @param reply what it said, if it is that
     * @param unknown whether the message may have been accepted
     * @return the exception
     */
    public MailException protocol(Stage stage, String problem, @Nullable Reply reply, boolean unknown) {
        Failure.Builder failure = failure(stage, unknown ? UNKNOWN_ADVICE : NO_SMTP_ADVICE)
                .resend(Resend.SAFE_LATER)
                .reply(reply);
        if (unknown) {
            failure.outcome(Outcome.UNKNOWN);
        }
        return exception(stage, endpoint + ": " + problem, failure.build(), null);
    }

    /**
     * Makes the exception for something that only set-up can change.
     *
     * @param stage where
     * @param problem what is wrong, one clause
     * @param advice what to change
     * @param reply what the server said, if it is that
     * @return the exception
     */
    public MailException setup(Stage stage, String problem, String advice, @Nullable Reply reply) {
        Failure failure = failure(stage, advice)
                .resend(Resend.AFTER_SETUP)
                .origin(FailureOrigin.SETUP)
                .reply(reply)
                .build();
        return exception(stage, endpoint + ": " + problem, failure, null);
    }

    /**
     * Makes the exception for a connection that could not be had or was lost.
     *
     * @param stage where
     * @param e what happened
     * @param unknown whether the end of the message may have reached the server
     * @param closing whether this transport is being closed
     * @return the exception
     */
    public MailException lost(Stage stage, IOException e, boolean unknown, boolean closing) {
        if (!unknown && e instanceof UnaskedReplyException unasked && isRefusal(unasked.reply())) {
            return refused(stage, unasked.reply());
        }
        AdvisedException known = known(e);
        boolean passing = known == null || known.passesByItself();
        String advice = "Try again later; if it persists, check the network and the server.";
        FailureOrigin origin = passing ? FailureOrigin.TRANSPORT : FailureOrigin.SETUP;
        String summary;
        if (e instanceof LinkInterruptedException) {
            summary = "the sending thread was interrupted " + during(stage);
            advice = "Send the message again if it is still wanted.";
            origin = FailureOrigin.CALLER;
        } else if (closing) {
            summary = "the sender was closed " + during(stage);
            advice = "Send the message again if it is still wanted; close the sender after the last message.";
            origin = FailureOrigin.CALLER;
        } else if (known != null) {
            summary = known.summary();
            advice = known.advice();
        } else if (e instanceof DeadlineException) {
            summary = "timed out " + during(stage) + " (" + e.getMessage() + ')';
            advice = timeoutAdvice(stage);
        } else if (e instanceof MalformedReplyException || e instanceof UnaskedReplyException) {
            summary = "the server does not keep to the protocol: " + e.getMessage();
            advice = NO_SMTP_ADVICE;
        } else if (e instanceof UnknownHostException) {
            summary = "the host name cannot be resolved";
            advice = "Check the spelling of mailswitch.smtp.host (or of the proxy), and the DNS of this machine.";
        } else if (e instanceof ConnectException) {
            summary = "nothing accepts connections there (" + e.getMessage() + ')';
            advice =
                    "Check mailswitch.smtp.host and mailswitch.smtp.port (or the proxy's), and that no firewall stands in between.";
        } else if (e instanceof ClosedChannelException) {
            summary = "the connection was closed " + during(stage);
        } else {
            summary = "the connection failed " + during(stage) + " (" + e.getMessage() + ')';
        }
        Failure.Builder failure = failure(stage, unknown ? UNKNOWN_ADVICE : advice)
                .resend(passing ? Resend.SAFE_LATER : Resend.AFTER_SETUP)
                .origin(origin)
                .reply(e instanceof UnaskedReplyException unasked ? unasked.reply() : null);
        if (unknown) {
            failure.outcome(Outcome.UNKNOWN);
        }
        return exception(stage, endpoint + ": " + summary, failure.build(), e);
    }

    private static @Nullable AdvisedException known(IOException e) {
        if (e instanceof AdvisedException advised) {
            return advised;
        }
        return e instanceof SSLException ssl ? TlsDiagnosis.of(ssl) : null;
    }

    private static boolean isRefusal(Reply reply) {
        return reply.code() >= 400;
    }

    private static String during(Stage stage) {
        return switch (stage) {
            case QUEUE -> "while it waited for a connection";
            case CONNECT -> "while connecting";
            case TLS -> "during the TLS handshake";
            case GREETING -> "before the server had introduced itself";
            case TOKEN, AUTHENTICATION -> "while signing in";
            case REVERSE_PATH -> "while announcing the message (MAIL)";
            case FORWARD_PATH -> "while naming the recipients (RCPT)";
            case CONTENT -> "while sending the content";
            case FINAL_REPLY -> "while waiting for the answer to the whole message";
            default -> "before the message was sent";
        };
    }

    private static String timeoutAdvice(Stage stage) {
        return switch (stage) {
            case CONNECT ->
                "Check host and port, and that no firewall drops the connection; many providers block port 25 and some 587.";
            case GREETING ->
                "A server that expects TLS from the first byte (mostly port 465) says nothing until then: use "
                        + "mailswitch.smtp.tls=implicit for it. Else try again later.";
            default -> "Try again later; if it persists, the server is overloaded or a firewall drops the connection.";
        };
    }

    private static MailException exception(Stage stage, String summary, Failure failure, @Nullable Throwable cause) {
        return switch (stage) {
            case TOKEN, AUTHENTICATION -> new AuthenticationException(summary, failure, cause);
            case CONFIGURATION, PREPARATION, QUEUE, CONNECT, TLS, GREETING ->
                new ConnectionException(summary, failure, cause);
            case REVERSE_PATH, FORWARD_PATH, DRAFT, UPLOAD, CONTENT, FINAL_REPLY ->
                new SubmissionException(summary, failure, cause);
        };
    }
}

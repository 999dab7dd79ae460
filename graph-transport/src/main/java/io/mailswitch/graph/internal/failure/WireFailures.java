package io.mailswitch.graph.internal.failure;

import io.mailswitch.ConnectionException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.graph.internal.wire.Operation;
import io.mailswitch.graph.internal.wire.Reached;
import io.mailswitch.graph.internal.wire.WireException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import javax.net.ssl.SSLException;

/** Turns requests without an answer into exceptions. */
public final class WireFailures {
    private WireFailures() {}

    /**
     * Makes the exception.
     *
     * @param operation what was asked
     * @param failure how the request ended
     * @return the exception; unknown only where the request sends and all of it may have left
     */
    public static MailException of(Operation operation, WireException failure) {
        if (failure.why() != WireException.Cause.NETWORK) {
            return ended(operation, failure);
        }
        if (failure.reached() == Reached.NOTHING) {
            return notConnected(failure);
        }
        if (operation.sends() && failure.reached() == Reached.WHOLE && !isRefusedStream(failure.failure())) {
            return unknown(
                    operation.title() + " got no answer: " + describe(failure.failure()),
                    failure,
                    FailureOrigin.TRANSPORT);
        }
        Stage stage = operation.sends() && failure.reached() == Reached.PART ? Stage.CONTENT : operation.stage();
        return new SubmissionException(
                operation.title() + " failed, the connection was lost: " + describe(failure.failure()),
                Failure.at(stage, "Send again later; nothing of this message was sent.")
                        .resend(Resend.SAFE_LATER)
                        .build(),
                failure.failure());
    }

    private static MailException ended(Operation operation, WireException failure) {
        String who =
                failure.why() == WireException.Cause.CLOSED ? "the transport was closed" : "the thread was interrupted";
        String summary = operation.title() + " was given up because " + who;
        if (operation.sends() && failure.reached() == Reached.WHOLE) {
            return unknown(summary, failure, FailureOrigin.CALLER);
        }
        return new SubmissionException(
                summary,
                Failure.at(
                                operation.sends() ? Stage.CONTENT : operation.stage(),
                                "Send again if the message is still wanted.")
                        .resend(Resend.SAFE_LATER)
                        .origin(FailureOrigin.CALLER)
                        .build(),
                failure.failure());
    }

    private static SubmissionException unknown(String summary, WireException failure, FailureOrigin origin) {
        return new SubmissionException(
                summary,
                Failure.at(
                                Stage.FINAL_REPLY,
                                "The message may be on its way: look for its Message-ID in Sent Items before it is sent again.")
                        .outcome(Outcome.UNKNOWN)
                        .origin(origin)
                        .build(),
                failure.failure());
    }

    private static ConnectionException notConnected(WireException failure) {
        IOException cause = failure.failure();
        if (failure.connecting() == Stage.TLS || cause instanceof SSLException) {
            TlsTrouble trouble = TlsTrouble.of(cause);
            return notConnected(Stage.TLS, trouble.summary(), trouble.advice(), trouble.resend(), cause);
        }
        if (cause instanceof UnknownServiceException) {
            return notConnected(
                    Stage.CONNECT,
                    "the address wants a connection without TLS",
                    "Use https in mailswitch.graph.base-url.",
                    Resend.AFTER_SETUP,
                    cause);
        }
        if (String.valueOf(cause.getMessage()).contains("authenticate with proxy")) {
            return notConnected(
                    Stage.CONNECT,
                    "the proxy refused the sign-in",
                    "Set mailswitch.http.proxy-username and mailswitch.http.proxy-password.",
                    Resend.AFTER_SETUP,
                    cause);
        }
        if (cause instanceof UnknownHostException) {
            return notConnected(
                    Stage.CONNECT,
                    "the host name of Graph, or of the proxy, could not be found: " + cause.getMessage(),
                    "Check DNS, mailswitch.http.proxy and mailswitch.graph.base-url, then send again.",
                    Resend.SAFE_LATER,
                    cause);
        }
        return notConnected(
                Stage.CONNECT,
                "Graph could not be reached: " + unreached(cause),
                "Check that this machine may reach that address, for Graph port 443, directly or by mailswitch.http.proxy, then send again.",
                Resend.SAFE_LATER,
                cause);
    }

    private static ConnectionException notConnected(
            Stage stage, String summary, String advice, Resend resend, IOException cause) {
        return new ConnectionException(
                summary,
                Failure.at(stage, advice)
                        .resend(resend)
                        .origin(resend == Resend.AFTER_SETUP ? FailureOrigin.SETUP : FailureOrigin.TRANSPORT)
                        .build(),
                cause);
    }

    /** Tells whether an HTTP/2 server said that it did not look at the request (RFC 9113 §8.7). */
    private static boolean isRefusedStream(IOException cause) {
        return String.valueOf(cause.getMessage()).equals("stream was reset: REFUSED_STREAM");
    }

    /** Says which address it was, and what the system said: OkHttp puts the one into its message and the other into the cause. */
    private static String unreached(IOException cause) {
        if (!(cause instanceof ConnectException) || cause.getMessage() == null) {
            return describe(cause);
        }
        Throwable system = cause.getCause();
        return system == null || system.getMessage() == null
                ? cause.getMessage()
                : cause.getMessage() + " (" + system.getMessage() + ")";
    }

    private static String describe(IOException cause) {
        if (cause instanceof InterruptedIOException) {
            return "time-out";
        }
        String name = cause.getClass().getSimpleName();
        return cause instanceof SSLException ? "TLS failed (" + name + ")" : name;
    }
}

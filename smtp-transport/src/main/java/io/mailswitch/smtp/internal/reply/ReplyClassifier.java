package io.mailswitch.smtp.internal.reply;

import io.mailswitch.EnhancedStatusCode;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out what a refusal means: by enhanced code and text, then by enhanced code, then by code, then by class and stage. A reply of
 * Exchange that wraps the real one ({@code 530 5.7.57 … Error: 535 5.7.139 …}) counts as that one.
 */
public final class ReplyClassifier {
    private static final Pattern INNER = Pattern.compile("\\bError: ([245]\\d\\d) (.*)$");

    private static final List<Predicate<ReplyRule>> PASSES = List.of(
            rule -> !rule.texts().isEmpty(),
            rule -> rule.texts().isEmpty() && !rule.enhanced().isEmpty(),
            rule -> rule.texts().isEmpty() && rule.enhanced().isEmpty());

    private ReplyClassifier() {}

    /**
     * Classifies a refusal.
     *
     * @param reply what the server said
     * @param stage what it was asked
     * @return what it means
     */
    public static Verdict classify(Reply reply, Stage stage) {
        Reply meant = unwrap(reply);
        String text = withoutServer(meant.text());
        for (Predicate<ReplyRule> pass : PASSES) {
            for (ReplyRule rule : ReplyRules.all()) {
                if (pass.test(rule) && rule.matches(meant, text)) {
                    return new Verdict(rule.meaning(), rule.resend(), rule.origin(), rule.retryAfter(), rule.advice());
                }
            }
        }
        return byClass(meant, stage);
    }

    /** Drops what Exchange appends: the server's name, the time and an id, or {@code [Hostname=…]}. */
    static String withoutServer(String text) {
        String end = text.stripTrailing(); // by hand: a search by pattern takes the square of the length where a server
        // sends
        // blanks
        int open = end.lastIndexOf('[');
        return open >= 0 && end.indexOf(']', open) == end.length() - 1
                ? end.substring(0, open).stripTrailing()
                : text;
    }

    static Reply unwrap(Reply reply) {
        Matcher inner = INNER.matcher(withoutServer(reply.text()));
        if (!inner.find()) {
            return reply;
        }
        String text = inner.group(2);
        EnhancedStatusCode enhanced = EnhancedStatusCode.leading(text).orElse(null);
        return Reply.smtp(
                Integer.parseInt(inner.group(1)),
                enhanced,
                List.of(
                        enhanced == null
                                ? text
                                : text.substring(enhanced.toString().length()).strip()));
    }

    private static Verdict byClass(Reply reply, Stage stage) {
        boolean passing = reply.code() / 100 == 4;
        FailureOrigin origin =
                switch (stage) {
                    case FORWARD_PATH -> FailureOrigin.RECIPIENT;
                    case REVERSE_PATH, CONTENT, FINAL_REPLY ->
                        passing ? FailureOrigin.TRANSPORT : FailureOrigin.MESSAGE;
                    case AUTHENTICATION -> passing ? FailureOrigin.TRANSPORT : FailureOrigin.SETUP;
                    default -> FailureOrigin.TRANSPORT;
                };
        if (passing) {
            return new Verdict("the server refused for now", Resend.SAFE_LATER, origin, null, "Try again later.");
        }
        return switch (stage) {
            case AUTHENTICATION ->
                new Verdict(
                        "the server did not accept the login",
                        Resend.AFTER_SETUP,
                        origin,
                        null,
                        "Check mailswitch.smtp.auth, the user name and the password or token.");
            case CONNECT, TLS, GREETING ->
                new Verdict(
                        "the server does not serve this client",
                        Resend.AFTER_SETUP,
                        origin,
                        null,
                        "Check host, port and mailswitch.smtp.ehlo-name, and ask the server's administrator whether this machine's address "
                                + "is blocked.");
            case REVERSE_PATH ->
                new Verdict(
                        "the server refused the sender",
                        Resend.POINTLESS,
                        origin,
                        null,
                        "Check the sender's address, and whether the account that signs in may use it.");
            case FORWARD_PATH ->
                new Verdict(
                        "the server refused the recipient",
                        Resend.POINTLESS,
                        origin,
                        null,
                        "Check the recipient's address, and whether the account that signs in may send to it.");
            default ->
                new Verdict(
                        "the server refused the message",
                        Resend.POINTLESS,
                        origin,
                        null,
                        "The reply says why; change the message, or ask the server's administrator.");
        };
    }
}

package io.mailswitch.smtp.internal.reply;

import io.mailswitch.Reply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the server's own id for a message in its final reply; its form is each server's own. */
public final class ServerId {
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("queued as ([\\w.@-]+)", Pattern.CASE_INSENSITIVE), // Postfix
            Pattern.compile("<([^<>\\s]{1,200})>"), // Exchange
            Pattern.compile("\\bid=([\\w.@-]+)", Pattern.CASE_INSENSITIVE), // Exim
            Pattern.compile(
                    "^(?:ok:? )?([\\w-]{6,40}) message accepted", Pattern.CASE_INSENSITIVE), // Sendmail, OpenSMTPD
            Pattern.compile("^ok:?\\s+\\d{9,11}\\s+([\\w.-]+) - gsmtp", Pattern.CASE_INSENSITIVE)); // Gmail

    private ServerId() {}

    /**
     * Looks for the id.
     *
     * @param reply the reply to the whole message
     * @return the id, or empty where none is recognized
     */
    public static Optional<String> find(Reply reply) {
        String text = ReplyClassifier.withoutServer(reply.text());
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}

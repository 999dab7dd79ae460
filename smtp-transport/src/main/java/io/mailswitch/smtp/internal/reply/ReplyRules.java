package io.mailswitch.smtp.internal.reply;

import java.util.List;
import java.util.stream.Stream;

/** The replies whose meaning is known, as data: Exchange Online's, then those that any server uses. */
public final class ReplyRules {
    private static final List<ReplyRule> ALL = Stream.concat(
                    ExchangeReplies.RULES.stream(), StandardReplies.RULES.stream())
            .toList();

    private ReplyRules() {}

    /**
     * Returns the whole table, for documentation too.
     *
     * @return the rules, those of Exchange Online first
     */
    public static List<ReplyRule> all() {
        return ALL;
    }
}

package io.mailswitch.smtp.internal.reply;

import io.mailswitch.EnhancedStatusCode;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of replies.
 *
 * @param code the reply code; 0 for any
 * @param enhanced the enhanced status code as it is written, where {@code x} stands for any class, such as {@code 5.7.139} or
 *     {@code x.1.1}; empty for any
 * @param texts what the text holds, all of them, in lower case; empty for any text
 * @param meaning what it means, one clause
 * @param resend whether sending again helps
 * @param origin where the cause lies
 * @param retryAfter how long to wait; null where nothing is known
 * @param advice what a person can do
 */
public record ReplyRule(
        int code,
        String enhanced,
        List<String> texts,
        String meaning,
        Resend resend,
        FailureOrigin origin,
        @Nullable Duration retryAfter,
        String advice) {
    /** Copies the texts. */
    public ReplyRule {
        texts = List.copyOf(texts);
    }

    static ReplyRule of(
            int code,
            String enhanced,
            String text,
            String meaning,
            Resend resend,
            FailureOrigin origin,
            String advice) {
        List<String> texts = text.isEmpty() ? List.of() : List.of(text.split(" & ", -1));
        return new ReplyRule(code, enhanced, texts, meaning, resend, origin, null, advice);
    }

    ReplyRule after(Duration pause) {
        return new ReplyRule(code, enhanced, texts, meaning, resend, origin, pause, advice);
    }

    boolean matches(Reply reply, String text) {
        if (code != 0 && code != reply.code()) {
            return false;
        }
        if (!enhanced.isEmpty() && !matchesEnhanced(reply.enhanced())) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return texts.stream().allMatch(lower::contains);
    }

    private boolean matchesEnhanced(@Nullable EnhancedStatusCode actual) {
        if (actual == null) {
            return false;
        }
        String given = actual.toString();
        return enhanced.startsWith("x.") ? given.endsWith(enhanced.substring(1)) : given.equals(enhanced);
    }
}

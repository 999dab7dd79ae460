package io.mailswitch.smtp.internal.reply;

import io.mailswitch.FailureOrigin;
import io.mailswitch.Resend;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a reply means for the caller.
 *
 * @param meaning one clause
 * @param resend whether sending again helps
 * @param origin where the cause lies
 * @param retryAfter how long to wait; null where nothing is known
 * @param advice what a person can do
 */
public record Verdict(
        String meaning,
        Resend resend,
        FailureOrigin origin,
        @Nullable Duration retryAfter,
        String advice) {}

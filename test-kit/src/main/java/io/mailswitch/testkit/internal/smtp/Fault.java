package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.SmtpStage;
import java.util.function.Predicate;

/**
 * A fault that a test has ordered.
 *
 * @param stage where it strikes
 * @param applies at which commands there
 * @param skip how many of them it lets pass first
 * @param times how many it strikes after that
 * @param accepted whether the command takes effect all the same
 * @param afterBytes for {@link SmtpStage#CONTENT}: after how many octets
 * @param action what happens
 */
public record Fault(
        SmtpStage stage,
        Predicate<Moment> applies,
        int skip,
        int times,
        boolean accepted,
        long afterBytes,
        FaultAction action) {

    boolean takesEffect(String normalReply) {
        return accepted || action.keepsEffect(normalReply);
    }
}

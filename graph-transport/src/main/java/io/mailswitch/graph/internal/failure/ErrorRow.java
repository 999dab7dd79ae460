package io.mailswitch.graph.internal.failure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of errors.
 *
 * @param statuses the HTTP statuses it is about; none for any
 * @param codes the error codes it is about, as Microsoft writes them; none for any. Letter case does not count
 * @param hint a part of the message, in lower case, that tells this row from the next of the same codes: it decides on the advice only, not
 *     on the verdict, since Microsoft may reword messages. Empty for any
 * @param verdict what it means
 * @param meaning what happened, as a clause
 * @param advice what a person can do; {@code {permission}} stands for the permission that the request needed
 * @param pause how long it mostly lasts, where Graph does not say; null where nothing is known
 */
public record ErrorRow(
        Set<Integer> statuses,
        List<String> codes,
        String hint,
        Verdict verdict,
        String meaning,
        String advice,
        @Nullable Duration pause) {

    static Condition code(String names) {
        return new Condition(Set.of(), names(names), "");
    }

    static Condition status(Integer... statuses) {
        return new Condition(Set.of(statuses), List.of(), "");
    }

    private static List<String> names(String names) {
        return List.of(names.split(" ", -1));
    }

    /** The first half of a row. */
    record Condition(Set<Integer> statuses, List<String> codes, String hint) {
        Condition andCode(String names) {
            return new Condition(statuses, names(names), hint);
        }

        Condition saying(String text) {
            return new Condition(statuses, codes, text);
        }

        ErrorRow is(Verdict verdict, String meaning, String advice) {
            return new ErrorRow(statuses, codes, hint, verdict, meaning, advice, null);
        }
    }

    ErrorRow lasting(Duration time) {
        return new ErrorRow(statuses, codes, hint, verdict, meaning, advice, time);
    }

    boolean matches(int status, String code, String message) {
        return (statuses.isEmpty() || statuses.contains(status))
                && (codes.isEmpty() || codes.stream().anyMatch(code::equalsIgnoreCase))
                && message.toLowerCase(Locale.ROOT).contains(hint);
    }

    /**
     * Returns the advice for a request.
     *
     * @param permission the permission that it needed
     * @return one or two sentences
     */
    public String advice(String permission) {
        return advice.replace("{permission}", permission);
    }
}

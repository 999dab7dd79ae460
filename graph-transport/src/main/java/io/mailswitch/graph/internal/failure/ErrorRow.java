package io.mailswitch.graph.internal.failure;

import java.util.Locale;
import java.util.Set;

/**
 * A row of the table of errors.
 *
 * @param statuses the HTTP statuses it is about; none for any
 * @param codes the error codes it is about, in lower case; none for any
 * @param hint a part of the message, in lower case, that tells this row from the next of the same codes; it never changes the verdict, only
 *     the advice, since Microsoft may reword messages. Empty for any
 * @param verdict what it means
 * @param meaning what happened, as a clause
 * @param advice what a person can do; {@code {permission}} stands for the permission that the request needed
 */
public record ErrorRow(
        Set<Integer> statuses, Set<String> codes, String hint, Verdict verdict, String meaning, String advice) {
    boolean matches(int status, String code, String message) {
        return (statuses.isEmpty() || statuses.contains(status))
                && (codes.isEmpty() || codes.contains(code.toLowerCase(Locale.ROOT)))
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

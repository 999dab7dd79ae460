package io.mailswitch;

import java.util.List;

/**
 * What was still under way when a sender was closed and its time was up.
 *
 * @param cutOff Message-IDs of messages whose connection was closed under them; each of these sends ends with a {@link MailException}, which
 *     says whether the outcome is unknown. At most 1,000 of them
 * @param notBegun how many asynchronous sends never began; they were not sent
 */
public record CloseReport(List<String> cutOff, int notBegun) {
    static final int MOST_NAMED = 1_000;

    /** Copies the list. */
    public CloseReport {
        cutOff = List.copyOf(cutOff);
    }

    /**
     * Tells whether everything came to its end in time.
     *
     * @return true when nothing was cut off
     */
    public boolean clean() {
        return cutOff.isEmpty() && notBegun == 0;
    }
}

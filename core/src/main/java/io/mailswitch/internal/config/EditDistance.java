package io.mailswitch.internal.config;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** How many slips of the pen lie between two words: letters inserted, left out, replaced, or two neighbours swapped. */
final class EditDistance {
    private EditDistance() {}

    static boolean within(String left, String right, int bound) {
        return Math.abs(left.length() - right.length()) <= bound && between(left, right) <= bound;
    }

    /** Returns the candidate with the fewest slips, within the bound; the first of several. */
    static Optional<String> nearest(
            String word, Collection<String> candidates, Function<String, String> form, int bound) {
        String best = null;
        int fewest = bound + 1;
        for (String candidate : candidates) {
            String other = form.apply(candidate);
            if (Math.abs(word.length() - other.length()) < fewest) {
                int slips = between(word, other);
                if (slips < fewest) {
                    fewest = slips;
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    static int between(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (swapped(left, i, right, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[right.length()];
    }

    private static boolean swapped(String left, int i, String right, int j) {
        return i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1);
    }
}

package io.mailswitch.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them: three digits that mean something. */
final class Numbers {
    static final String NONE = "–";

    private Numbers() {}

    static String three(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }

    static String times(double value) {
        return Double.isNaN(value) ? NONE : three(value) + " ×";
    }
}

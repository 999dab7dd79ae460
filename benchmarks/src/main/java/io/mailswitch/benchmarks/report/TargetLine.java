package io.mailswitch.benchmarks.report;

import java.util.List;

/**
 * A target and how far it is.
 *
 * @param what what is to be reached
 * @param wanted the bound, in words
 * @param measured what this run gave
 * @param verdict whether that is within the bound
 */
record TargetLine(String what, String wanted, String measured, Verdict verdict) {
    /** Whether a target is reached. */
    enum Verdict {
        MET("met"),
        NOT_MET("not met"),
        NOT_MEASURED("not measured");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        static Verdict of(boolean met) {
            return met ? MET : NOT_MET;
        }
    }

    /** A target whose number was to be compared; a number that is none was not measured. */
    static TargetLine of(String what, String wanted, String measured, double number, boolean met) {
        return new TargetLine(what, wanted, measured, Double.isNaN(number) ? Verdict.NOT_MEASURED : Verdict.of(met));
    }

    List<String> cells() {
        return List.of(what, wanted, measured, verdict.words);
    }
}

package io.mailswitch.benchmarks.report;

import java.util.List;

/**
 * A target and how far it is.
 *
 * @param what what is to be reached
 * @param wanted the bound, in words
 * @param measured what this run gave
 * @param met whether that is within the bound
 */
record TargetLine(String what, String wanted, String measured, boolean met) {
    List<String> cells() {
        return List.of(what, wanted, measured, met ? "met" : "not met");
    }
}

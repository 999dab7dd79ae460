/** Tables, ratios and targets from what was measured. */
@NullMarked
package io.mailswitch.benchmarks.report;

import org.jspecify.annotations.NullMarked;

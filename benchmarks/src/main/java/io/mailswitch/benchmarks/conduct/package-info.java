/** Starts the JVMs, runs the plan and collects what was measured. */
@NullMarked
package io.mailswitch.benchmarks.conduct;

import org.jspecify.annotations.NullMarked;

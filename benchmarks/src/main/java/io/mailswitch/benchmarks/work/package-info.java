/** What runs in a contender's JVM: jobs, letters and the loop that is timed. */
@NullMarked
package io.mailswitch.benchmarks.work;

import org.jspecify.annotations.NullMarked;

/** The servers that the contenders send to: strict, counting, and fast enough not to be what is measured. */
@NullMarked
package io.mailswitch.benchmarks.sink;

import org.jspecify.annotations.NullMarked;

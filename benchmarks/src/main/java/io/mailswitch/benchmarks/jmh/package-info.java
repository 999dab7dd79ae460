/** What single steps cost, by JMH. */
@NullMarked
package io.mailswitch.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

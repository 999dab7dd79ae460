/** Mailswitch beside its peers and beside what a bare socket can do. */
@NullMarked
package io.mailswitch.benchmarks;

import org.jspecify.annotations.NullMarked;

/** The contenders that send by Microsoft Graph. */
@NullMarked
package io.mailswitch.benchmarks.graph;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code io.mailswitch.graph.internal.failure}. */
@NullMarked
package io.mailswitch.graph.internal.failure;

import org.jspecify.annotations.NullMarked;

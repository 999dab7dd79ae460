/** Tests of {@code io.mailswitch.graph.internal.limit}. */
@NullMarked
package io.mailswitch.graph.internal.limit;

import org.jspecify.annotations.NullMarked;

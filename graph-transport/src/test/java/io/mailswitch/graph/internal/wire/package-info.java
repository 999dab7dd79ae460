/** Tests of {@code io.mailswitch.graph.internal.wire}. */
@NullMarked
package io.mailswitch.graph.internal.wire;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code io.mailswitch.graph.internal.check}. */
@NullMarked
package io.mailswitch.graph.internal.check;

import org.jspecify.annotations.NullMarked;

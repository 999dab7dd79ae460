/** Tests of {@code io.mailswitch.graph.internal.path}. */
@NullMarked
package io.mailswitch.graph.internal.path;

import org.jspecify.annotations.NullMarked;

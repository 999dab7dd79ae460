/** Tests of {@code io.mailswitch.graph.internal.json}. */
@NullMarked
package io.mailswitch.graph.internal.json;

import org.jspecify.annotations.NullMarked;

/** Finds out, without sending anything, whether mail could be sent. */
@NullMarked
package io.mailswitch.graph.internal.check;

import org.jspecify.annotations.NullMarked;

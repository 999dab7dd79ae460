/** The three ways a message takes through Graph, and which one it takes. */
@NullMarked
package io.mailswitch.graph.internal.path;

import org.jspecify.annotations.NullMarked;

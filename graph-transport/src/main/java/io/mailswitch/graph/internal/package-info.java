/** What stands behind the Graph transport. Not for applications. */
@NullMarked
package io.mailswitch.graph.internal;

import org.jspecify.annotations.NullMarked;

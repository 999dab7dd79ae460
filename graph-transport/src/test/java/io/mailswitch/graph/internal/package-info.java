/** Tests of what stands behind the Graph transport. */
@NullMarked
package io.mailswitch.graph.internal;

import org.jspecify.annotations.NullMarked;

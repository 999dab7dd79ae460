/** Tests of the Graph transport as its users see it. */
@NullMarked
package io.mailswitch.graph;

import org.jspecify.annotations.NullMarked;

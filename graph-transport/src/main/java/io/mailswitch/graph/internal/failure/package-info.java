/** What Graph's errors mean for a mail, as data. */
@NullMarked
package io.mailswitch.graph.internal.failure;

import org.jspecify.annotations.NullMarked;

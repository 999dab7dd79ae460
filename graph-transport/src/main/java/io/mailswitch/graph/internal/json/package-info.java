/** Messages as Graph's JSON, written while they are sent. */
@NullMarked
package io.mailswitch.graph.internal.json;

import org.jspecify.annotations.NullMarked;

/** How many messages are under way for a mailbox, and when it rests. */
@NullMarked
package io.mailswitch.graph.internal.limit;

import org.jspecify.annotations.NullMarked;

/** Senders that all sessions with the same configuration share. */
@NullMarked
package io.mailswitch.jakarta.internal.sender;

import org.jspecify.annotations.NullMarked;

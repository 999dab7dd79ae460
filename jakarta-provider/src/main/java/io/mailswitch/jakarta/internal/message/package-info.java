/** Envelope and extras of a message. */
@NullMarked
package io.mailswitch.jakarta.internal.message;

import org.jspecify.annotations.NullMarked;

/** The same messages by both transports, and what of them the receiver sees otherwise. */
@NullMarked
package io.mailswitch.moduletests.switching;

import org.jspecify.annotations.NullMarked;

/** Bytes on the way to the server and back: sockets, deadlines, replies, commands, content. Knows nothing of mail. */
@NullMarked
package io.mailswitch.smtp.internal.wire;

import org.jspecify.annotations.NullMarked;

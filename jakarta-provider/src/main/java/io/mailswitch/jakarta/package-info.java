/**
 * The Jakarta Mail provider. Nothing here has to be called: with the jar on the class path or module path, every
 * {@code Transport.send} goes through Mailswitch. An application that ends without its virtual machine may call
 * {@link io.mailswitch.jakarta.SharedSenders#closeAll}.
 */
@NullMarked
package io.mailswitch.jakarta;

import org.jspecify.annotations.NullMarked;

/**
 * The provider for programs that are still on {@code javax.mail}: a bridge to the Jakarta Mail provider, which does the work. Nothing here has
 * to be called.
 */
@NullMarked
package io.mailswitch.javax;

import org.jspecify.annotations.NullMarked;

/** Checks of text that reaches the wire. Depends on nothing else of the library. */
@NullMarked
package io.mailswitch.internal.text;

import org.jspecify.annotations.NullMarked;

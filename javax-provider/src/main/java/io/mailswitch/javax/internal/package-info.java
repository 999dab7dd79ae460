/** The bridge from javax.mail to jakarta.mail. */
@NullMarked
package io.mailswitch.javax.internal;

import org.jspecify.annotations.NullMarked;

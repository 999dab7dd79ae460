/** Signing in (RFC 4954): which mechanism, and what is said. */
@NullMarked
package io.mailswitch.smtp.internal.auth;

import org.jspecify.annotations.NullMarked;

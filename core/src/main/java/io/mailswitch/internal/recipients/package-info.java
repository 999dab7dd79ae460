/** Keeps mail of systems that are not in production from people outside: redirects it, or refuses it. */
@NullMarked
package io.mailswitch.internal.recipients;

import org.jspecify.annotations.NullMarked;

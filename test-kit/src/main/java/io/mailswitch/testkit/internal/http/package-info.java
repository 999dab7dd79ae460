/** A small HTTP/1.1 server over TLS (RFC 9112) that can also do what no good server does. */
@NullMarked
package io.mailswitch.testkit.internal.http;

import org.jspecify.annotations.NullMarked;

/** Certificates and TLS contexts of the fake servers. */
@NullMarked
package io.mailswitch.testkit.internal.tls;

import org.jspecify.annotations.NullMarked;

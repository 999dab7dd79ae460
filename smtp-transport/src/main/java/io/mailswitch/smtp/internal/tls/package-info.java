/** TLS 1.2 and 1.3: the encrypted link, trust, client certificates, and plain words for what goes wrong. */
@NullMarked
package io.mailswitch.smtp.internal.tls;

import org.jspecify.annotations.NullMarked;

/**
 * A private Postfix with a private Dovecot behind it, started from Debian's packages on loopback for one test and
 * gone without a trace after it, so that the transport meets servers nobody here wrote.
 *
 * <p>Start at {@link io.mailswitch.smtp.realserver.RealMailServer}; annotate the test class with
 * {@link io.mailswitch.smtp.realserver.RequiresRealServers}.
 */
@NullMarked
package io.mailswitch.smtp.realserver;

import org.jspecify.annotations.NullMarked;

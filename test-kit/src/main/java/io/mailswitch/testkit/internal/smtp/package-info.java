/** The SMTP engine behind {@code FakeSmtp}: connections, commands, faults. */
@NullMarked
package io.mailswitch.testkit.internal.smtp;

import org.jspecify.annotations.NullMarked;

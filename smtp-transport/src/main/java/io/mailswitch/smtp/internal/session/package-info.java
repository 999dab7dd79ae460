/** The SMTP conversation: opening a connection, one message after another, the end. */
@NullMarked
package io.mailswitch.smtp.internal.session;

import org.jspecify.annotations.NullMarked;

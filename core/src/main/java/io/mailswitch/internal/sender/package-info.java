/** Parts of {@link io.mailswitch.MailSender} that are not about a single message. */
@NullMarked
package io.mailswitch.internal.sender;

import org.jspecify.annotations.NullMarked;

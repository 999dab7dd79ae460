/** What stands between {@link io.mailswitch.MailSender} and a transport. */
@NullMarked
package io.mailswitch.internal.sender;

import org.jspecify.annotations.NullMarked;

/**
 * What is done about a message between {@link io.mailswitch.MailSender} and its transports. Each policy wraps a transport and is one; all
 * of them are thread-safe.
 */
@NullMarked
package io.mailswitch.internal.policy;

import org.jspecify.annotations.NullMarked;

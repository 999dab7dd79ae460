/**
 * What applications use: {@link io.mailswitch.MailSender}, the {@link io.mailswitch.Email} it sends, the
 * {@link io.mailswitch.SendReceipt} it returns and the {@link io.mailswitch.MailException} it throws.
 *
 * <p>Types here other than {@code MailSender} depend on nothing else of the library but its text checks, so that every
 * other package can build on them.
 */
@NullMarked
package io.mailswitch;

import org.jspecify.annotations.NullMarked;

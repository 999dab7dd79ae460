/**
 * Turns messages into {@link io.mailswitch.spi.Submission}s: envelope, features and MIME content.
 *
 * <p>Angus writes the structure of an {@link io.mailswitch.Email} once, into a skeleton with gaps where the attachments belong; each write
 * to a transport copies the skeleton and encodes the attachments into the gaps. So the size is known without encoding anything, and every
 * write gives the same bytes. The values of header fields are encoded here and not by {@code MimeUtility} and {@code ParameterList}: those
 * follow {@code mail.mime.*} system properties, one of which is enough to lose the encoding or the folding, leave a text that looks like an
 * encoded word as it is, and look their provider up by ServiceLoader for each word.
 */
@NullMarked
package io.mailswitch.internal.mime;

import org.jspecify.annotations.NullMarked;

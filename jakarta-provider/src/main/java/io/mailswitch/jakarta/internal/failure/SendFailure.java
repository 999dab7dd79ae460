package io.mailswitch.jakarta.internal.failure;

import jakarta.mail.MessagingException;

/**
 * How a send failed.
 *
 * @param exception what the caller gets
 * @param delivered what listeners are told
 */
public record SendFailure(MessagingException exception, Delivered delivered) {}

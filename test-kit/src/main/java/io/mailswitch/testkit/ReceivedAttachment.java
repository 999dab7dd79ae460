package io.mailswitch.testkit;

import java.util.Optional;

/**
 * A part of a received mail that is not one of its bodies: an attached file, an inline image, a calendar.
 *
 * @param fileName the decoded file name, if it has one
 * @param contentType the bare type in lower case, such as {@code application/pdf}
 * @param contentId the content id without angle brackets, if it has one
 * @param disposition {@code attachment} or {@code inline}, empty if not given
 * @param size the number of bytes once decoded
 * @param sha256 the digest of the decoded bytes in lower-case hexadecimal
 */
public record ReceivedAttachment(
        Optional<String> fileName,
        String contentType,
        Optional<String> contentId,
        Optional<String> disposition,
        long size,
        String sha256) {}

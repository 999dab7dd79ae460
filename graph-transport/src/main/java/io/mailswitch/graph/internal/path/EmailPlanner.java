package io.mailswitch.graph.internal.path;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.graph.internal.json.SourceFile;
import io.mailswitch.internal.mime.SubmissionFactory;
import io.mailswitch.spi.MimeContent;
import io.mailswitch.spi.Submission;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plans the draft of an email. The draft is made of MIME, since that keeps both bodies, the invitation and all header fields, and holds as
 * many files as fit: inline ones first, then the others in order. From the first that does not fit on, files are added one by one, so that
 * the reader sees them in the order in which they were attached.
 */
final class EmailPlanner {
    /** What a file needs beside its content: the header of its part. */
    private static final int PART_HEADER = 600;

    private final GraphLimits limits;

    EmailPlanner(GraphLimits limits) {
        this.limits = limits;
    }

    DraftPlan plan(Submission submission, Email email) {
        List<EmailAddress> bcc = submission.blindRecipients();
        List<Attachment> ordered = Stream.concat(
                        email.attachments().stream().filter(EmailPlanner::isInline),
                        email.attachments().stream().filter(file -> !isInline(file)))
                .toList();
        List<SourceFile> files = ordered.stream().map(SourceFile::of).toList();
        int kept = estimate(files, size(email, List.of(), bcc));
        while (PathChooser.base64(size(email, ordered.subList(0, kept), bcc)) > limits.request()) {
            if (kept == 0) {
                throw textTooLarge(email);
            }
            kept--;
        }
        MimeContent content = content(email, ordered.subList(0, kept));
        long size = content.size(bcc);
        return new DraftPlan(
                () -> MimeBody.of(size, out -> content.writeTo(out, bcc)), files.subList(kept, files.size()));
    }

    private static boolean isInline(Attachment file) {
        return file.contentId().isPresent();
    }

    /** Returns how many files fit beside the text, or one or two more. */
    private int estimate(List<SourceFile> files, long textSize) {
        long size = textSize;
        int count = 0;
        while (count < files.size()) {
            SourceFile file = files.get(count);
            size += PathChooser.base64(file.size()) + file.size() / 57 * 2 + PART_HEADER;
            if (PathChooser.base64(size) > limits.request()) {
                return count;
            }
            count++;
        }
        return count;
    }

    private static long size(Email email, List<Attachment> files, List<EmailAddress> bcc) {
        return content(email, files).size(bcc);
    }

    private static MimeContent content(Email email, List<Attachment> files) {
        // the email is complete: the clock is not asked
        return new SubmissionFactory(null, Instant::now)
                .of(email.toBuilder().attachments(files).build())
                .content();
    }

    private static InvalidMessageException textTooLarge(Email email) {
        return new InvalidMessageException(
                email.html().isPresent() ? "html" : "text",
                "is larger than Graph takes: about 3 MB of text and HTML together, files aside",
                "Put the text into an attachment, or send by SMTP.");
    }
}

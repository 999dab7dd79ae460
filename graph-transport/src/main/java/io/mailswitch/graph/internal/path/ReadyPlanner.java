package io.mailswitch.graph.internal.path;

import io.mailswitch.ContentSource;
import io.mailswitch.EmailAddress;
import io.mailswitch.Feature;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.graph.internal.json.SourceFile;
import io.mailswitch.internal.text.WireText;
import io.mailswitch.spi.MimeContent;
import io.mailswitch.spi.Submission;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plans the draft of a ready message: it keeps its bytes but for the large attachments, which are added to the draft. That can only be done
 * to a multipart/mixed that nobody has signed: a signature covers the parts that go, be it S/MIME, PGP, DKIM (RFC 6376) or ARC (RFC 8617).
 */
final class ReadyPlanner {
    private static final int MAX_NAME = 200;
    private static final List<String> SIGNATURES = List.of("DKIM-Signature", "ARC-Message-Signature");

    private final GraphLimits limits;

    ReadyPlanner(GraphLimits limits) {
        this.limits = limits;
    }

    /**
     * Plans.
     *
     * @throws UnsupportedFeatureException when the message cannot be taken apart
     */
    DraftPlan plan(Submission submission, MimeMessage message) {
        try {
            for (String field : SIGNATURES) {
                if (message.getHeader(field) != null) {
                    throw indivisible("its " + field + " covers them");
                }
            }
            ContentType type = new ContentType(message.getContentType());
            String boundary = type.getParameter("boundary");
            if (!type.match("multipart/mixed")
                    || boundary == null
                    || !(message.getContent() instanceof Multipart parts)) {
                throw indivisible("it is " + type.getBaseType());
            }
            return plan(submission, boundary, parts);
        } catch (MessagingException | IOException e) {
            throw new InvalidMessageException(
                    "message", "cannot be taken apart", "Check that the MimeMessage is complete.", e);
        }
    }

    private DraftPlan plan(Submission submission, String boundary, Multipart parts) throws MessagingException {
        MimeContent content = submission.content();
        List<EmailAddress> bcc = submission.blindRecipients();
        PartFilter measured = measure(content, bcc, boundary, parts.getCount());
        BitSet kept = new BitSet();
        kept.set(0, parts.getCount());
        long size = content.size(bcc);
        BitSet movable = movable(parts);
        // from the last attachment forwards, so that those which stay come first, as they did before
        for (int i = movable.length() - 1; i >= 0 && PathChooser.base64(size) > limits.request(); i--) {
            if (movable.get(i)) {
                kept.clear(i);
                size -= measured.partSizes().get(i);
            }
        }
        if (kept.isEmpty()) {
            size += measured.emptyPart().length;
        }
        if (PathChooser.base64(size) > limits.request()) {
            throw indivisible("it is too large without its files, too");
        }
        List<SourceFile> files = new ArrayList<>();
        for (int i = kept.nextClearBit(0); i < parts.getCount(); i = kept.nextClearBit(i + 1)) {
            files.add(file(parts.getBodyPart(i), i));
        }
        long length = size;
        return new DraftPlan(
                () -> MimeBody.of(length, out -> write(content, bcc, new PartFilter(out, boundary, kept::get))), files);
    }

    private static PartFilter measure(MimeContent content, List<EmailAddress> bcc, String boundary, int parts) {
        PartFilter filter = new PartFilter(OutputStream.nullOutputStream(), boundary, part -> true);
        try {
            write(content, bcc, filter);
        } catch (IOException e) {
            throw new IllegalStateException("counting does not fail", e);
        }
        if (filter.partSizes().size() != parts || !filter.isComplete()) {
            throw indivisible("its parts cannot be told apart");
        }
        return filter;
    }

    private static void write(MimeContent content, List<EmailAddress> bcc, PartFilter filter) throws IOException {
        content.writeTo(filter, bcc);
        filter.finish();
    }

    private static BitSet movable(Multipart parts) throws MessagingException {
        BitSet movable = new BitSet();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            boolean file = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getFileName() != null;
            movable.set(i, file && !part.isMimeType("multipart/*"));
        }
        return movable;
    }

    private static SourceFile file(BodyPart part, int index) throws MessagingException {
        return SourceFile.of(
                name(part, index),
                new ContentType(part.getContentType()).getBaseType(),
                contentId(part),
                ContentSource.of(() -> {
                    try {
                        return part.getInputStream();
                    } catch (MessagingException e) {
                        throw new IOException(e);
                    }
                }));
    }

    private static String name(BodyPart part, int index) throws MessagingException {
        String name = part.getFileName();
        if (name == null || name.isBlank()) {
            return part.isMimeType("message/rfc822") ? "message.eml" : "attachment-" + (index + 1);
        }
        try {
            name = MimeUtility.decodeText(name);
        } catch (UnsupportedEncodingException e) {
            // an unknown charset: the name stays as it was written
        }
        String alone = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return WireText.printable(alone.isBlank() ? "attachment-" + (index + 1) : alone, MAX_NAME);
    }

    private static @Nullable String contentId(BodyPart part) throws MessagingException {
        String id = part instanceof MimePart mime ? mime.getContentID() : null;
        boolean inline = !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        return id == null || !inline ? null : id.replaceAll("[<>\\s]", "");
    }

    private static UnsupportedFeatureException indivisible(String why) {
        return PathChooser.unsupported(
                Feature.EXACT_MIME,
                "it is larger than one request, and only attachments of a multipart/mixed message that is not signed can be uploaded apart; "
                        + why,
                "Send it by SMTP, or keep it below about 3 MB, up to which Graph takes a message as it is.");
    }
}

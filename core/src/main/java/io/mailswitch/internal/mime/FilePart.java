package io.mailswitch.internal.mime;

import io.mailswitch.Attachment;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.ParameterList;
import java.util.Collections;

/** An attachment or an inline file, whose content goes into a gap of the skeleton. */
final class FilePart implements Body {
    private final Attachment attachment;
    private final Segment content;
    private final TransferEncoding encoding;

    private FilePart(Attachment attachment, Segment content, TransferEncoding encoding) {
        this.attachment = attachment;
        this.content = content;
        this.encoding = encoding;
    }

    /**
     * Checks the content and prepares the part.
     *
     * @param index its place among the attachments of the email
     */
    static FilePart of(int index, Attachment attachment) {
        CheckedSource source = CheckedSource.of(index, attachment);
        if (!isMessage(attachment)) {
            return new FilePart(attachment, new Base64Segment(source), TransferEncoding.BASE64);
        }
        Segment message = EmbeddedMessage.of(source);
        return new FilePart(
                attachment, message, message.eightBit() ? TransferEncoding.EIGHT_BIT : TransferEncoding.SEVEN_BIT);
    }

    private static boolean isMessage(Attachment attachment) {
        return attachment.contentType().regionMatches(true, 0, "message/", 0, 8);
    }

    boolean isInline() {
        return attachment.contentId().isPresent();
    }

    @Override
    public void describe(InternetHeaders header) throws MessagingException {
        ContentType given = new ContentType(attachment.contentType());
        StringBuilder type = new StringBuilder(given.getBaseType());
        ParameterList parameters = given.getParameterList();
        if (parameters != null) {
            for (String name : Collections.list(parameters.getNames())) {
                if (!name.equalsIgnoreCase("name")) {
                    Parameters.append(type, name, parameters.get(name));
                }
            }
        }
        Parameters.appendFallbackName(type, attachment.fileName());
        header.setHeader("Content-Type", type.toString());
        header.setHeader("Content-Transfer-Encoding", encoding.token());
        StringBuilder disposition = new StringBuilder(isInline() ? "inline" : "attachment");
        Parameters.append(disposition, "filename", attachment.fileName());
        if (isInline()) {
            header.setHeader("Content-ID", '<' + attachment.contentId().orElseThrow() + '>');
        }
        header.setHeader("Content-Disposition", disposition.toString());
    }

    @Override
    public void writeTo(SkeletonStream out) {
        out.add(content);
    }

    @Override
    public boolean eightBit() {
        return content.eightBit();
    }
}

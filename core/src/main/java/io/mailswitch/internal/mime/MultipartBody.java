package io.mailswitch.internal.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.util.List;

/** Parts between boundaries (RFC 2046 §5.1). */
final class MultipartBody implements Body {
    private final Parts parts;
    private final String type;
    private final boolean eightBit;

    private MultipartBody(Parts parts, String type, boolean eightBit) {
        this.parts = parts;
        this.type = type;
        this.eightBit = eightBit;
    }

    /**
     * Puts bodies together.
     *
     * @param subtype such as {@code mixed}
     * @param rootType the type of the first part, for {@code related} (RFC 2387 §3.1); empty for none
     */
    static MultipartBody of(String subtype, String boundary, String rootType, List<? extends Body> bodies)
            throws MessagingException {
        StringBuilder type = new StringBuilder("multipart/").append(subtype);
        Parameters.append(type, "boundary", boundary);
        if (!rootType.isEmpty()) {
            Parameters.append(type, "type", rootType);
        }
        Parts parts = new Parts(type.toString());
        for (Body body : bodies) {
            parts.addBodyPart(new OutgoingPart(body));
        }
        return new MultipartBody(parts, type.toString(), bodies.stream().anyMatch(Body::eightBit));
    }

    @Override
    public void describe(MimePart part) throws MessagingException {
        parts.setParent(part);
        part.setHeader("Content-Type", type);
        if (eightBit) {
            part.setHeader("Content-Transfer-Encoding", TransferEncoding.EIGHT_BIT.token());
        }
    }

    @Override
    public void writeTo(SkeletonStream out) throws IOException, MessagingException {
        parts.writeTo(out);
    }

    @Override
    public boolean eightBit() {
        return eightBit;
    }

    /** Angus writes the boundary of the content type. */
    private static final class Parts extends MimeMultipart {
        Parts(String type) {
            contentType = type;
        }
    }
}

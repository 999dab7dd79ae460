package io.mailswitch.internal.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.IOException;
import java.util.List;

/**
 * Parts between boundaries (RFC 2046 §5.1). Each constructor of Jakarta Mail's {@code MimeBodyPart} and {@code MimeMultipart} looks through the
 * class path for a provider of streams that nobody needs here, which costs more than the rest of the message: so parts are written without
 * them.
 */
final class MultipartBody implements Body {
    private final List<? extends Body> bodies;
    private final String boundary;
    private final String type;
    private final boolean eightBit;

    private MultipartBody(List<? extends Body> bodies, String boundary, String type) {
        this.bodies = bodies;
        this.boundary = boundary;
        this.type = type;
        this.eightBit = bodies.stream().anyMatch(Body::eightBit);
    }

    /**
     * Puts bodies together.
     *
     * @param subtype such as {@code mixed}
     * @param rootType the type of the first part, for {@code related} (RFC 2387 §3.1); empty for none
     */
    static MultipartBody of(String subtype, String boundary, String rootType, List<? extends Body> bodies) {
        StringBuilder type = new StringBuilder("multipart/").append(subtype);
        Parameters.append(type, "boundary", boundary);
        if (!rootType.isEmpty()) {
            Parameters.append(type, "type", rootType);
        }
        return new MultipartBody(List.copyOf(bodies), boundary, type.toString());
    }

    @Override
    public void describe(InternetHeaders header) {
        header.setHeader("Content-Type", type);
        if (eightBit) {
            header.setHeader("Content-Transfer-Encoding", TransferEncoding.EIGHT_BIT.token());
        }
    }

    @Override
    public void writeTo(SkeletonStream out) throws IOException, MessagingException {
        String delimiter = "--" + boundary;
        for (Body body : bodies) {
            InternetHeaders header = new InternetHeaders();
            body.describe(header);
            out.writeln(delimiter);
            Body.write(header, body, out);
            out.writeln();
        }
        out.writeln(delimiter + "--");
    }

    @Override
    public boolean eightBit() {
        return eightBit;
    }
}

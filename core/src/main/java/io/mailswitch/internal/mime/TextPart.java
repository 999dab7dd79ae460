package io.mailswitch.internal.mime;

import jakarta.mail.internet.InternetHeaders;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text, HTML or an invitation. */
final class TextPart implements Body {
    private final TextBody text;
    private final String type;

    private TextPart(TextBody text, String type) {
        this.text = text;
        this.type = type;
    }

    static TextPart of(String mediaType, String text, Charset charset) {
        return new TextPart(TextBody.of(text, charset), mediaType + "; charset=" + charset.name());
    }

    /** Makes the calendar part; its method must be a parameter too (RFC 6047 §2.4). */
    static TextPart calendar(String method, String text) {
        return new TextPart(
                TextBody.of(text, StandardCharsets.UTF_8), "text/calendar; charset=UTF-8; method=" + method);
    }

    @Override
    public void describe(InternetHeaders header) {
        header.setHeader("Content-Type", type);
        header.setHeader("Content-Transfer-Encoding", text.encoding().token());
    }

    @Override
    public void writeTo(SkeletonStream out) throws IOException {
        text.writeTo(out);
    }

    @Override
    public boolean eightBit() {
        return false;
    }
}

package io.mailswitch.internal.mime;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts the parts of an email together: mixed( related( alternative( text, HTML, calendar ), inline files ), attachments ), each level only
 * where there is more than one thing to hold.
 */
final class EmailBody {
    private final Email email;
    private final Supplier<String> boundaries;

    private EmailBody(Email email, Supplier<String> boundaries) {
        this.email = email;
        this.boundaries = boundaries;
    }

    static Body of(Email email, Supplier<String> boundaries) {
        return new EmailBody(email, boundaries).build();
    }

    private Body build() {
        List<FilePart> inline = new ArrayList<>();
        List<FilePart> attached = new ArrayList<>();
        List<Attachment> attachments = email.attachments();
        for (int i = 0; i < attachments.size(); i++) {
            FilePart part = FilePart.of(i, attachments.get(i));
            (part.isInline() ? inline : attached).add(part);
        }
        List<Body> texts = texts(attached.isEmpty());
        List<Body> parts = new ArrayList<>();
        if (!texts.isEmpty()) {
            Body text = texts.size() == 1 ? texts.get(0) : multipart("alternative", "", texts);
            parts.add(inline.isEmpty() ? text : related(text, texts, inline));
        }
        parts.addAll(attached);
        return attached.isEmpty() ? parts.get(0) : multipart("mixed", "", parts);
    }

    /** In rising order of preference, as RFC 2046 §5.1.4 wants it; an empty text where there would be nothing at all. */
    private List<Body> texts(boolean needed) {
        List<Body> texts = new ArrayList<>();
        email.text().ifPresent(text -> texts.add(TextPart.of("text/plain", text, email.charset())));
        email.html().ifPresent(html -> texts.add(TextPart.of("text/html", html, email.charset())));
        email.calendar().ifPresent(part -> texts.add(TextPart.calendar(part.method(), part.text())));
        if (texts.isEmpty() && needed) {
            texts.add(TextPart.of("text/plain", "", email.charset()));
        }
        return texts;
    }

    private Body related(Body root, List<Body> texts, List<FilePart> inline) {
        List<Body> parts = new ArrayList<>();
        parts.add(root);
        parts.addAll(inline);
        return multipart("related", texts.size() == 1 ? "text/html" : "multipart/alternative", parts);
    }

    private Body multipart(String subtype, String rootType, List<Body> parts) {
        return MultipartBody.of(subtype, boundaries.get(), rootType, parts);
    }
}

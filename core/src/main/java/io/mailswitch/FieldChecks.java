package io.mailswitch;

import io.mailswitch.internal.text.WireText;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks that several message values share. */
final class FieldChecks {
    private static final int MAX_MESSAGE_ID = 900;

    /** RFC 6838 §4.2. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

    private FieldChecks() {}

    /** Refuses line breaks, other control characters and broken surrogates. */
    static String oneLine(String field, String value) {
        Objects.requireNonNull(value, field);
        OptionalInt control = WireText.firstControl(value);
        if (control.isPresent()) {
            throw new InvalidMessageException(
                    field,
                    "has " + WireText.name(value.charAt(control.getAsInt())) + " at index " + control.getAsInt(),
                    "Write it on one line without control characters.");
        }
        return unicode(field, value);
    }

    /** Refuses NUL and broken surrogates; line breaks are fine. */
    static String body(String field, String value) {
        Objects.requireNonNull(value, field);
        int nul = value.indexOf('\0');
        if (nul >= 0) {
            throw new InvalidMessageException(
                    field, "has NUL (U+0000) at index " + nul, "Remove it, or attach the content as a file.");
        }
        return unicode(field, value);
    }

    private static String unicode(String field, String value) {
        OptionalInt lone = WireText.firstLoneSurrogate(value);
        if (lone.isPresent()) {
            throw new InvalidMessageException(
                    field,
                    "has half a surrogate pair at index " + lone.getAsInt(),
                    "Cut texts between code points, not between chars.");
        }
        return value;
    }

    /** RFC 5322 §3.6.4 msg-id without its obsolete forms; no folding inside. */
    private static boolean isMessageId(String text) {
        int last = text.length() - 1;
        int at = text.indexOf('@');
        if (last < 1 || text.charAt(0) != '<' || text.charAt(last) != '>' || at < 2 || at >= last - 1) {
            return false;
        }
        for (int i = 1; i < last; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '<' || c == '>' || (c == '@' && i != at)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the id with angle brackets, adding them where they are missing. */
    static String messageId(String field, String value) {
        String id = oneLine(field, value).strip();
        if (!id.startsWith("<")) {
            id = "<" + id + ">";
        }
        if (id.length() > MAX_MESSAGE_ID || !isMessageId(id)) {
            throw new InvalidMessageException(
                    field,
                    "is no message id (RFC 5322 §3.6.4)",
                    "Write it as <unique-part@your.domain>, ASCII without blanks.");
        }
        return id;
    }

    /** Refuses content types that could break out of their field, and those whose parts only a MimeMessage can have. */
    static String contentType(String field, String value) {
        String type = oneLine(field, value).strip();
        ContentType parsed;
        try {
            parsed = new ContentType(type);
        } catch (ParseException e) {
            throw noMediaType(field, e);
        }
        if (!WireText.isAscii(type) || !MEDIA_TYPE.matcher(parsed.getBaseType()).matches()) {
            throw noMediaType(field, null);
        }
        if (parsed.match("multipart/*")) {
            throw new InvalidMessageException(
                    field, "is a multipart type", "Attach each part by itself, or send a MimeMessage.");
        }
        return type;
    }

    private static InvalidMessageException noMediaType(String field, @Nullable Exception cause) {
        return new InvalidMessageException(
                field,
                "is no media type (RFC 2045 §5.1)",
                "Write it as type/subtype, such as application/pdf, with parameters behind a semicolon each.",
                cause);
    }
}

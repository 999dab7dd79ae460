package io.mailswitch;

import io.mailswitch.internal.text.WireText;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The checks that several message values share. */
final class FieldChecks {
    /** RFC 5322 §3.6.4 msg-id without its obsolete forms; no folding inside. */
    private static final Pattern MESSAGE_ID =
            Pattern.compile("<[\\p{ASCII}&&[^\\p{Cntrl}\\s<>@]]+@[\\p{ASCII}&&[^\\p{Cntrl}\\s<>@]]+>");

    private static final int MAX_MESSAGE_ID = 900;

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

    /** Returns the id with angle brackets, adding them where they are missing. */
    static String messageId(String field, String value) {
        String id = oneLine(field, value).strip();
        if (!id.startsWith("<")) {
            id = "<" + id + ">";
        }
        if (id.length() > MAX_MESSAGE_ID || !MESSAGE_ID.matcher(id).matches()) {
            throw new InvalidMessageException(
                    field,
                    "is no message id (RFC 5322 §3.6.4)",
                    "Write it as <unique-part@your.domain>, ASCII without blanks.");
        }
        return id;
    }

    /** Refuses content types that could break out of their field. */
    static String contentType(String field, String value) {
        String type = oneLine(field, value).strip();
        int slash = type.indexOf('/');
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).strip();
        if (slash < 1 || !WireText.isAscii(type) || !bare.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")) {
            throw new InvalidMessageException(
                    field, "is no media type (RFC 2045 §5.1)", "Write it as type/subtype, such as application/pdf.");
        }
        if (bare.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new InvalidMessageException(
                    field, "is a multipart type", "Attach each part by itself, or send a MimeMessage.");
        }
        return type;
    }
}

package io.mailswitch.entra.internal;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint said in refusal.
 *
 * @param status the HTTP status
 * @param retryAfter the header field, or null
 * @param error the OAuth error (RFC 6749 §5.2), or empty
 * @param description what people should read, on one line, or empty
 */
record Answer(int status, @Nullable String retryAfter, String error, String description) {
    private static final Pattern CODE = Pattern.compile("AADSTS(\\d{1,10})");
    private static final int MAX_TEXT = 500;

    static Answer of(int status, @Nullable String retryAfter, String body) {
        String error = "";
        String description = "";
        try (JsonReader reader = JsonProviders.createReader(body)) {
            Map<String, Object> members = reader.readMap(JsonReader::readUntyped);
            if (members != null) {
                error = text(members.get("error"));
                description = text(members.get("error_description"));
            }
        } catch (IOException | RuntimeException e) {
            // a gateway's page in place of an answer: the status has to say it all
            return new Answer(status, retryAfter, "", "");
        }
        return new Answer(status, retryAfter, error, description);
    }

    private static String text(@Nullable Object value) {
        String line = value instanceof String text
                ? text.replaceAll("\\p{Cntrl}+", " ").trim()
                : "";
        return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) + "…" : line;
    }

    /** Returns the number after AADSTS. */
    Optional<Integer> code() {
        return code(description);
    }

    /** Returns the number after AADSTS in a text. */
    static Optional<Integer> code(String text) {
        Matcher code = CODE.matcher(text);
        return code.find() ? Optional.of((int) Long.parseLong(code.group(1))) : Optional.empty();
    }
}

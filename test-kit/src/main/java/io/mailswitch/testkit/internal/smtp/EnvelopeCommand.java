package io.mailswitch.testkit.internal.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The argument of MAIL or RCPT taken apart, strictly (RFC 5321 §4.1.1.2, §4.1.1.3).
 *
 * @param path the address without angle brackets
 * @param parameters values by name in upper case; the value of a bare keyword is empty
 */
record EnvelopeCommand(String path, Map<String, String> parameters) {
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*)(?:=([!-<>-~\\x{80}-\\x{10FFFF}]+))?");

    /** Returns null if the argument does not follow the grammar. */
    static @Nullable EnvelopeCommand parse(String argument, String keyword) {
        if (!argument.regionMatches(true, 0, keyword + ":<", 0, keyword.length() + 2)) {
            return null;
        }
        int start = keyword.length() + 2;
        int end = closingBracket(argument, start);
        if (end < 0) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        String rest = argument.substring(end + 1);
        if (!rest.isEmpty()) {
            if (rest.charAt(0) != ' ') {
                return null;
            }
            for (String parameter : rest.substring(1).split(" ", -1)) {
                Matcher matcher = PARAMETER.matcher(parameter);
                if (!matcher.matches()) {
                    return null;
                }
                String value = matcher.group(2) == null ? "" : matcher.group(2);
                if (parameters.put(matcher.group(1).toUpperCase(Locale.ROOT), value) != null) {
                    return null;
                }
            }
        }
        return new EnvelopeCommand(argument.substring(start, end), parameters);
    }

    private static int closingBracket(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}

package io.mailswitch.internal.mime;

import io.mailswitch.InvalidMessageException;
import io.mailswitch.internal.text.WireText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import java.io.IOException;
import java.util.Enumeration;

/**
 * Refuses a ready message in which the value of a header field begins a field of its own: {@code setHeader} takes a line break as it is, and
 * {@code MimeMessage} writes it so. Looks at the message and, where it was built and not read from a stream, at its parts.
 */
final class HeaderGuard {
    private HeaderGuard() {}

    /**
     * Checks every header line, and that a reader sees as many fields as there are.
     *
     * @param ignoredFields names of fields that were not written
     * @param scan what was found in the message as it was written
     * @throws InvalidMessageException when a line has NUL, or a line break without a blank behind it
     */
    static void check(MimeMessage message, String[] ignoredFields, OctetScan scan) throws MessagingException {
        int fields = 0;
        Enumeration<String> lines = message.getNonMatchingHeaderLines(ignoredFields);
        while (lines.hasMoreElements()) {
            checkLine(lines.nextElement(), scan.internationalHeader());
            fields++;
        }
        if (fields != scan.headerFields()) {
            throw refused("header", "has a value that a reader takes for a field of its own");
        }
        checkParts(message);
    }

    private static void checkParts(MimePart part) throws MessagingException {
        // content that came from a stream cannot have been put together by the application
        if (part.getDataHandler().getDataSource() instanceof MimePartDataSource || !part.isMimeType("multipart/*")) {
            return;
        }
        try {
            if (part.getContent() instanceof MimeMultipart multipart) {
                for (int i = 0; i < multipart.getCount(); i++) {
                    if (multipart.getBodyPart(i) instanceof MimePart child) {
                        Enumeration<String> lines = child.getAllHeaderLines();
                        while (lines.hasMoreElements()) {
                            checkLine(lines.nextElement(), true);
                        }
                        checkParts(child);
                    }
                }
            }
        } catch (IOException e) {
            throw new MessagingException("a multipart has no readable content", e);
        }
    }

    private static void checkLine(String line, boolean utf8) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            // where the header is not UTF-8, Angus writes the low octet of each character: U+010A becomes LF
            char octet = utf8 ? c : (char) (c & 0xff);
            boolean folded = c == '\r' && i + 1 < line.length() && line.charAt(i + 1) == '\n';
            boolean lineBreak = (octet == '\r' && !folded) || octet == '\n';
            if (octet == 0 || (lineBreak && (c != octet || !isBlank(line, i + 1)))) {
                String name = line.substring(0, Math.max(line.indexOf(':'), 0));
                throw refused("header " + WireText.printable(name, 76), "has " + WireText.name(c));
            }
        }
    }

    private static boolean isBlank(String line, int index) {
        return index < line.length() && (line.charAt(index) == ' ' || line.charAt(index) == '\t');
    }

    private static InvalidMessageException refused(String field, String problem) {
        return new InvalidMessageException(
                field,
                problem + ", which could begin a new header field",
                "Remove line breaks before setHeader, or call setSubject and the like, which encode.");
    }
}

package io.mailswitch.testkit.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the head of a request (RFC 9112 §3, §5), strictly. */
final class RequestParser {
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.1");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_FIELDS = 100;

    private RequestParser() {}

    static HttpRequest read(
            HeadReader in, OutputStream out, int connection, @Nullable String tlsProtocol, @Nullable String tlsCipher)
            throws IOException {
        String first = in.line();
        Matcher requestLine = REQUEST_LINE.matcher(first);
        if (!requestLine.matches()) {
            throw new BadRequestException("no HTTP/1.1 request line: " + first);
        }
        Headers headers = Headers.none();
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches() || headers.fields().size() == MAX_FIELDS) {
                throw new BadRequestException("no header field, or too many: " + line);
            }
            headers = headers.with(field.group(1), field.group(2));
        }
        if (headers.all("Host").size() != 1) {
            throw new BadRequestException("there must be one Host field");
        }
        BodyStream body = body(in, headers);
        if (headers.first("Expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
            out.write(CONTINUE);
        }
        return new HttpRequest(
                connection, requestLine.group(1), requestLine.group(2), headers, body, tlsProtocol, tlsCipher);
    }

    private static BodyStream body(HeadReader in, Headers headers) throws BadRequestException {
        List<String> lengths = headers.all("Content-Length");
        List<String> codings = headers.all("Transfer-Encoding");
        if (!codings.isEmpty()) {
            // RFC 9112 §6.1: both together are how requests are smuggled
            if (!lengths.isEmpty() || !codings.equals(List.of("chunked"))) {
                throw new BadRequestException("Transfer-Encoding is not chunked alone: " + codings);
            }
            return new BodyStream(in, true, 0);
        }
        if (lengths.isEmpty()) {
            return new BodyStream(in, false, 0);
        }
        if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
            throw new BadRequestException("no length of a body: " + lengths);
        }
        return new BodyStream(in, false, Long.parseLong(lengths.get(0)));
    }
}

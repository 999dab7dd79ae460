package io.mailswitch.testkit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request whose head has been read and whose body is still to come. Used by one thread. */
public final class HttpRequest {
    private final int connection;
    private final String method;
    private final String target;
    private final List<String> path;
    private final Map<String, String> query;
    private final Headers headers;
    private final BodyStream body;
    private final @Nullable String tlsProtocol;
    private final @Nullable String tlsCipher;
    private final List<Runnable> endings = new ArrayList<>();
    private int place;

    HttpRequest(
            int connection,
            String method,
            String target,
            Headers headers,
            BodyStream body,
            @Nullable String tlsProtocol,
            @Nullable String tlsCipher)
            throws BadRequestException {
        this.connection = connection;
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.tlsProtocol = tlsProtocol;
        this.tlsCipher = tlsCipher;
        int mark = target.indexOf('?');
        this.path = segments(mark < 0 ? target : target.substring(0, mark));
        this.query = parameters(mark < 0 ? "" : target.substring(mark + 1));
    }

    private static List<String> segments(String path) throws BadRequestException {
        if (!path.startsWith("/")) {
            throw new BadRequestException("the request target is no absolute path: " + path);
        }
        List<String> found = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            // a plus stands for itself in a path (RFC 3986 §3.3)
            found.add(decode(segment.replace("+", "%2B")));
        }
        return List.copyOf(found);
    }

    /**
     * Reads {@code name=value&name=value} as forms and queries have it.
     *
     * @param text the encoded parameters
     * @return the decoded values by name, in order
     * @throws BadRequestException if a parameter is given twice or is not encoded rightly
     */
    public static Map<String, String> parameters(String text) throws BadRequestException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                if (found.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                    throw new BadRequestException("parameter given twice: " + name);
                }
            }
        }
        return found;
    }

    private static String decode(String text) throws BadRequestException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("bad percent-encoding in " + text);
        }
    }

    /**
     * Returns the connection that it came by.
     *
     * @return counted from 1
     */
    public int connection() {
        return connection;
    }

    /**
     * Returns the method.
     *
     * @return such as {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * Returns path and query as sent.
     *
     * @return the request target
     */
    public String target() {
        return target;
    }

    /**
     * Returns the segments of the path.
     *
     * @return decoded, in order
     */
    public List<String> path() {
        return path;
    }

    /**
     * Returns the parameters of the query.
     *
     * @return decoded, in order
     */
    public Map<String, String> query() {
        return query;
    }

    /**
     * Returns the header fields.
     *
     * @return in order
     */
    public Headers headers() {
        return headers;
    }

    /**
     * Returns the media type of the body.
     *
     * @return in lower case without parameters, empty where none is given
     */
    public String mediaType() {
        return headers.first("Content-Type")
                .map(value -> value.replaceAll(";.*", "").trim().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /**
     * Returns the announced length of the body.
     *
     * @return empty where it comes in chunks
     */
    public Optional<Long> contentLength() {
        return headers.first("Content-Length").map(Long::valueOf);
    }

    /**
     * Returns the body.
     *
     * @return a stream that ends with the body
     */
    public InputStream body() {
        return body;
    }

    /**
     * Reads the body into memory.
     *
     * @param max how much of it at most
     * @return the body, or empty if it is longer
     * @throws IOException if the client goes away before its end
     */
    public Optional<byte[]> readBody(int max) throws IOException {
        byte[] bytes = body.readNBytes(max + 1);
        return bytes.length > max ? Optional.empty() : Optional.of(bytes);
    }

    /**
     * Returns how much of the body has come so far.
     *
     * @return bytes, without the frames of chunks
     */
    public long bodyBytes() {
        return body.count();
    }

    void keepBody(int max) {
        body.keep(max);
    }

    String keptBody() {
        return new String(body.kept(), StandardCharsets.UTF_8);
    }

    /** Tells whether the body has been read to its end. */
    boolean isWhole() {
        return body.isEnded();
    }

    /**
     * Returns the TLS version.
     *
     * @return null in clear
     */
    public @Nullable String tlsProtocol() {
        return tlsProtocol;
    }

    /**
     * Returns the cipher suite.
     *
     * @return null in clear
     */
    public @Nullable String tlsCipher() {
        return tlsCipher;
    }

    /**
     * Asks to be told when the request is done: just before the client can know, so that its next request finds it gone.
     *
     * @param ending run once, on the thread of the connection
     */
    public void onEnd(Runnable ending) {
        endings.add(ending);
    }

    void ended() {
        endings.forEach(Runnable::run);
        endings.clear();
    }

    /**
     * Remembers which of the requests in work at once this is.
     *
     * @param number counted from 1
     */
    public void place(int number) {
        place = number;
    }

    /**
     * Returns which of the requests in work at once this is.
     *
     * @return counted from 1; 0 if nobody counted
     */
    public int place() {
        return place;
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}

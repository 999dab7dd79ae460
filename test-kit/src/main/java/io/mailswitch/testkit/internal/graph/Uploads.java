package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.internal.http.HttpRequest;
import io.mailswitch.testkit.internal.http.HttpResponse;
import io.mailswitch.testkit.internal.json.JsonObject;
import io.mailswitch.testkit.internal.mail.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Upload sessions and the slices that fill them, on a host of their own as with the real service. Thread-safe. */
public final class Uploads {
    private static final long MIN_FILE = 3_000_000;
    private static final long MAX_FILE = 150L << 20;
    private static final long MAX_SLICE = 4 << 20;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,12})-(\\d{1,12})/(\\d{1,12})");

    private final GraphState state;
    private final Path folder;
    private final Supplier<URI> root;
    private final Map<String, Session> sessions = new HashMap<>();

    private static final class Session {
        final MailItem draft;
        final JsonObject item;
        final long size;
        final Spool content;
        final Instant end;
        boolean busy;

        Session(MailItem draft, JsonObject item, long size, Spool content, Instant end) {
            this.draft = draft;
            this.item = item;
            this.size = size;
            this.content = content;
            this.end = end;
        }
    }

    /**
     * Starts without a session.
     *
     * @param state what it goes by
     * @param folder where files are spooled
     * @param root where upload URLs lead
     */
    public Uploads(GraphState state, Path folder, Supplier<URI> root) {
        this.state = state;
        this.folder = folder;
        this.root = root;
    }

    /**
     * Returns how many sessions were neither finished nor cancelled.
     *
     * @return their number
     */
    public synchronized int open() {
        return sessions.size();
    }

    /** Forgets every session. */
    public synchronized void clear() {
        sessions.clear();
    }

    synchronized void attach(MailItem draft, StoredFile file) {
        draft.files.add(file);
    }

    HttpResponse create(MailItem draft, JsonObject body) throws GraphException {
        JsonObject item = body.object("AttachmentItem")
                .or(() -> body.object("attachmentItem"))
                .orElseThrow(() -> GraphException.badRequest("The parameter 'AttachmentItem' is missing."));
        MessageProperties.check(item, MessageProperties.ATTACHMENT_ITEM, "attachmentItem");
        long size = item.integer("size").orElse(0L);
        if (item.string("attachmentType").filter("file"::equals).isEmpty()
                || item.string("name").isEmpty()) {
            throw GraphException.badRequest("An attachmentItem needs an attachmentType of file and a name.");
        }
        if (size < MIN_FILE) {
            throw new GraphException(
                    400,
                    "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
                    "Attachment size must be greater than the minimum size.");
        }
        if (size > MAX_FILE || size > state.maxMessageBytes()) {
            throw Outbox.tooLarge();
        }
        String id = UUID.randomUUID().toString();
        Instant end = Instant.now().plus(state.uploadLife());
        synchronized (this) {
            sessions.put(id, new Session(draft, item, size, new Spool(folder), end));
        }
        String url = root.get() + "/api/v2.0/Users('" + UUID.randomUUID() + "')/Messages('" + draft.immutableId
                + "')/AttachmentSessions('" + id + "')?authtoken=" + UUID.randomUUID() + "%2b" + id;
        return GraphErrors.json(
                201, view(0, end).put("uploadUrl", url).put("@odata.type", "#microsoft.graph.uploadSession"));
    }

    private JsonObject view(long next, Instant end) {
        return new JsonObject()
                .put("expirationDateTime", end.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("nextExpectedRanges", List.of(state.plainRanges() ? Long.toString(next) : next + "-"));
    }

    /**
     * Tells what a request asks for.
     *
     * @param request the request
     * @return its stage
     */
    public static GraphStage stage(HttpRequest request) {
        if (sessionId(request) == null) {
            return GraphStage.OTHER;
        }
        return switch (request.method()) {
            case "PUT" -> GraphStage.UPLOAD_SLICE;
            case "DELETE" -> GraphStage.CANCEL_UPLOAD;
            default -> GraphStage.OTHER;
        };
    }

    private static @Nullable String sessionId(HttpRequest request) {
        String last = request.path().get(request.path().size() - 1);
        Matcher session =
                Pattern.compile("AttachmentSessions\\('([0-9a-f-]+)'\\)").matcher(last);
        boolean signed = session.matches()
                && request.query().getOrDefault("authtoken", "").endsWith("+" + session.group(1));
        return signed ? session.group(1) : null;
    }

    /**
     * Answers a request to an upload URL.
     *
     * @param request the request
     * @return the answer
     * @throws IOException if the client goes away
     */
    public HttpResponse handle(HttpRequest request) throws IOException {
        try {
            if (request.headers().first("Authorization").isPresent()) {
                throw new GraphException(
                        401, "InvalidAudienceForResource", "The audience claim value is invalid for current resource.");
            }
            String id = sessionId(request);
            Session session = id == null ? null : begin(id);
            if (id == null || session == null) {
                throw new GraphException(
                        404, "uploadSessionNotFound", "The upload session was not found or has expired.");
            }
            try {
                return switch (stage(request)) {
                    case UPLOAD_SLICE -> slice(id, session, request);
                    case CANCEL_UPLOAD -> cancel(id, session);
                    default -> HttpResponse.empty(405);
                };
            } finally {
                end(session);
            }
        } catch (GraphException e) {
            return e.response();
        }
    }

    private synchronized @Nullable Session begin(String id) throws GraphException {
        Session session = sessions.get(id);
        if (session == null || !session.end.isAfter(Instant.now())) {
            return null;
        }
        if (session.busy) {
            throw new GraphException(409, "fragmentOverlap", "Another slice of this session is in work.");
        }
        session.busy = true;
        return session;
    }

    private synchronized void end(Session session) {
        session.busy = false;
    }

    private synchronized void forget(String id) {
        sessions.remove(id);
    }

    private HttpResponse cancel(String id, Session session) throws IOException {
        forget(id);
        session.content.discard();
        return HttpResponse.empty(204);
    }

    private HttpResponse slice(String id, Session session, HttpRequest request) throws GraphException, IOException {
        if (!request.mediaType().equals("application/octet-stream")) {
            throw new GraphException(415, "UnsupportedMediaType", "The Content-Type must be application/octet-stream.");
        }
        Matcher range = RANGE.matcher(request.headers().first("Content-Range").orElse(""));
        long length = request.contentLength()
                .orElseThrow(() -> new GraphException(411, "LengthRequired", "A slice needs a Content-Length."));
        if (!range.matches()) {
            throw new GraphException(400, "invalidRange", "The Content-Range header is missing or malformed.");
        }
        long start = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (length > MAX_SLICE) {
            throw new GraphException(413, "RequestEntityTooLarge", "The maximum request length supported is 4MB.");
        }
        if (last - start + 1 != length || Long.parseLong(range.group(3)) != session.size || last >= session.size) {
            throw new GraphException(416, "invalidRange", "The range does not fit the length or the session.");
        }
        long expected = session.content.size();
        if (start != expected) {
            throw new GraphException(
                    416,
                    start < expected ? "fragmentOverlap" : "fragmentOutOfOrder",
                    "Expected the range from " + expected + ".");
        }
        // a slice that breaks off must leave nothing behind
        byte[] bytes = whole(request.body(), (int) length);
        session.content.write(bytes);
        if (last + 1 < session.size) {
            return GraphErrors.json(200, view(last + 1, session.end));
        }
        return finish(id, session);
    }

    private static byte[] whole(InputStream body, int length) throws IOException {
        byte[] bytes = body.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a slice that broke off");
        }
        return bytes;
    }

    private HttpResponse finish(String id, Session session) throws IOException {
        session.content.close();
        JsonObject item = session.item;
        StoredFile file = new StoredFile(
                Ids.fresh("AAMkATT"),
                item.string("name").orElse(""),
                item.string("contentType").orElse("application/octet-stream"),
                item.bool("isInline").orElse(false),
                item.string("contentId").orElse(null),
                session.content);
        attach(session.draft, file);
        forget(id);
        return HttpResponse.empty(201)
                .with(
                        "Location",
                        root.get() + "/api/v2.0/Users('x')/Messages('" + session.draft.immutableId + "')/Attachments('"
                                + file.id() + "')");
    }
}

package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.internal.entra.Token;
import io.mailswitch.testkit.internal.http.HttpRequest;
import io.mailswitch.testkit.internal.http.HttpResponse;
import io.mailswitch.testkit.internal.json.JsonException;
import io.mailswitch.testkit.internal.json.JsonObject;
import io.mailswitch.testkit.internal.mail.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The operations of Graph that have to do with sending mail. */
public final class GraphService {
    /** The documented limit of a request: 4 MB. */
    private static final int MAX_REQUEST = 4 << 20;

    private static final String IMMUTABLE = "IdType=\"ImmutableId\"";
    private static final Set<String> FOLDER = Set.of("id", "displayName", "totalItemCount", "unreadItemCount");

    private final GraphState state;
    private final MailStore store;
    private final Uploads uploads;
    private final Path folder;
    private final Gate gate;
    private final Outbox outbox;

    /**
     * Makes the service.
     *
     * @param state what it goes by
     * @param store its mailboxes
     * @param uploads where large files go
     * @param folder where large content is spooled
     * @param sink takes sent messages
     */
    public GraphService(GraphState state, MailStore store, Uploads uploads, Path folder, Consumer<Delivery> sink) {
        this.state = state;
        this.store = store;
        this.uploads = uploads;
        this.folder = folder;
        this.gate = new Gate(state);
        this.outbox = new Outbox(state, gate, folder, sink);
    }

    /**
     * Tells what a request asks for.
     *
     * @param request the request
     * @return its stage
     */
    public static GraphStage stage(HttpRequest request) {
        return Route.of(request).stage();
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer
     * @throws IOException if the client goes away
     */
    public HttpResponse handle(HttpRequest request) throws IOException {
        HttpResponse response;
        try {
            response = checked(request);
        } catch (GraphException e) {
            response = e.response();
        } catch (JsonException e) {
            response = GraphErrors.response(
                    400,
                    "BadRequest",
                    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format. ("
                            + e.getMessage() + ")");
        }
        if (response.headers().first("request-id").isEmpty()) {
            response = response.with("request-id", UUID.randomUUID().toString());
        }
        String requestId = response.headers().first("request-id").orElse("");
        return response.with(
                "client-request-id",
                request.headers().first("client-request-id").orElse(requestId));
    }

    private HttpResponse checked(HttpRequest request) throws GraphException, IOException {
        Route route = Route.of(request);
        if (route.stage() == GraphStage.OTHER) {
            throw new GraphException(400, "BadRequest", "Resource not found for the segment in " + request.target());
        }
        Token token = gate.token(request);
        String mailbox = gate.mailbox(route, token);
        if (request.place() > state.maxConcurrent()) {
            throw new GraphException(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
        }
        gate.permission(route.stage());
        return answer(route, mailbox, request);
    }

    private HttpResponse answer(Route route, String mailbox, HttpRequest request) throws GraphException, IOException {
        boolean immutable = request.headers().all("Prefer").stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(IMMUTABLE.toLowerCase(Locale.ROOT)));
        return switch (route.stage()) {
            case SEND_MAIL -> sendMail(mailbox, request);
            case CREATE_DRAFT -> createDraft(mailbox, request, immutable);
            case ADD_ATTACHMENT -> addAttachment(store.draft(mailbox, route.message(), immutable), request);
            case CREATE_UPLOAD_SESSION -> {
                MailItem draft = store.draft(mailbox, route.message(), immutable);
                yield uploads.create(draft, JsonObject.read(body(request, "application/json")));
            }
            case SEND_DRAFT -> sendDraft(store.draft(mailbox, route.message(), immutable), request);
            case GET_MESSAGE ->
                GraphErrors.json(
                        200,
                        Query.of(request)
                                .select(
                                        store.find(mailbox, route.message(), immutable)
                                                .toJson(immutable),
                                        MessageProperties.MESSAGE,
                                        "message"));
            case UPDATE_MESSAGE -> {
                MailItem draft = store.draft(mailbox, route.message(), immutable);
                draft.update(JsonObject.read(body(request, "application/json")));
                yield GraphErrors.json(200, draft.toJson(immutable));
            }
            case DELETE_MESSAGE -> {
                store.delete(store.find(mailbox, route.message(), immutable));
                yield HttpResponse.empty(204);
            }
            case LIST_MESSAGES -> list(route, mailbox, request, immutable);
            case GET_FOLDER -> folder(route, request);
            case UPLOAD_SLICE, CANCEL_UPLOAD, OTHER -> throw new IllegalStateException("no operation of this service");
        };
    }

    private HttpResponse sendMail(String mailbox, HttpRequest request) throws GraphException, IOException {
        boolean save = true;
        MailItem item;
        if (isMime(request)) {
            item = MailItem.of(mailbox, MimeForm.of(body(request, "text/plain")));
        } else {
            JsonObject json = JsonObject.read(body(request, "application/json"));
            // names of an action's parameters may begin with a capital, as the typed SDK writes them
            for (String name : json.names()) {
                if (!Set.of("message", "savetosentitems").contains(name.toLowerCase(Locale.ROOT))) {
                    throw GraphException.badRequest("The parameter '" + name
                            + "' in the request payload is not a valid parameter for the operation 'sendMail'.");
                }
            }
            JsonObject message = json.object("message")
                    .or(() -> json.object("Message"))
                    .orElseThrow(() -> new GraphException(400, "ErrorInvalidRequest", "Message is missing."));
            save = json.bool("saveToSentItems")
                    .or(() -> json.bool("SaveToSentItems"))
                    .orElse(true);
            item = MailItem.of(mailbox, MessageForm.of(message, folder));
        }
        outbox.send(item, request);
        if (save && state.keepsSentItems()) {
            store.add(item);
        }
        return HttpResponse.empty(202);
    }

    private HttpResponse createDraft(String mailbox, HttpRequest request, boolean immutable)
            throws GraphException, IOException {
        MailItem item = isMime(request)
                ? MailItem.of(mailbox, MimeForm.of(body(request, "text/plain")))
                : MailItem.of(mailbox, MessageForm.of(JsonObject.read(body(request, "application/json")), folder));
        store.add(item);
        HttpResponse created = GraphErrors.json(201, item.toJson(immutable));
        return immutable ? created.with("Preference-Applied", IMMUTABLE) : created;
    }

    private HttpResponse addAttachment(MailItem draft, HttpRequest request) throws GraphException, IOException {
        StoredFile file = StoredFile.of(JsonObject.read(body(request, "application/json")), folder);
        uploads.attach(draft, file);
        return GraphErrors.json(201, file.toJson());
    }

    private HttpResponse sendDraft(MailItem draft, HttpRequest request) throws GraphException, IOException {
        if (request.body().read() >= 0) {
            throw GraphException.badRequest("The operation 'send' takes no body.");
        }
        outbox.send(draft, request);
        if (!state.keepsSentItems()) {
            store.remove(draft);
        }
        return HttpResponse.empty(202);
    }

    private HttpResponse list(Route route, String mailbox, HttpRequest request, boolean immutable)
            throws GraphException {
        Query query = Query.of(request);
        String in = route.folder().isEmpty() ? "" : MailStore.folder(route.folder());
        List<JsonObject> found = store.list(mailbox, in, query.filter(), immutable);
        List<JsonObject> page = found.subList(0, Math.min(found.size(), query.top()));
        List<Object> selected = new ArrayList<>();
        for (JsonObject message : page) {
            selected.add(query.select(message, MessageProperties.MESSAGE, "message"));
        }
        return GraphErrors.json(200, new JsonObject().put("value", selected));
    }

    private static HttpResponse folder(Route route, HttpRequest request) throws GraphException {
        JsonObject view = new JsonObject()
                .put("id", MailStore.folder(route.folder()))
                .put("displayName", route.folder())
                .put("totalItemCount", 0)
                .put("unreadItemCount", 0);
        return GraphErrors.json(200, Query.of(request).select(view, FOLDER, "mailFolder"));
    }

    private static boolean isMime(HttpRequest request) throws GraphException {
        String type = request.mediaType();
        if (!type.equals("text/plain") && !type.equals("application/json")) {
            throw new GraphException(
                    415,
                    "UnsupportedMediaType",
                    "A supported media type was not found in the Content-Type '" + type + "'.");
        }
        return type.equals("text/plain");
    }

    private static byte[] body(HttpRequest request, String type) throws GraphException, IOException {
        if (!request.mediaType().equals(type)) {
            throw new GraphException(415, "UnsupportedMediaType", "The Content-Type must be " + type + ".");
        }
        return request.readBody(MAX_REQUEST)
                .orElseThrow(() -> new GraphException(
                        413, "RequestEntityTooLarge", "The maximum request length supported is 4MB."));
    }
}

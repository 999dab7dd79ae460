package io.mailswitch.graph.internal.json;

import io.mailswitch.graph.internal.wire.StreamedBody;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/**
 * The JSON bodies beside whole messages. Source: Microsoft Graph REST API v1.0 reference, "Add attachment" and "attachment:
 * createUploadSession".
 */
public final class JsonBodies {
    private static final MediaType JSON = MediaType.get("application/json");

    private JsonBodies() {}

    static RequestBody body(JsonOut.Content members) {
        JsonOut.Content object = json -> json.object(members);
        return new StreamedBody(JSON, JsonOut.count(object), out -> JsonOut.write(out, object));
    }

    /**
     * Adds a file to a draft.
     *
     * @param file the file
     * @return a body that can be sent once
     */
    public static RequestBody attachment(SourceFile file) {
        return body(json -> writeFile(json, file));
    }

    /**
     * Returns the length of the body that adds a file to a draft.
     *
     * @param file the file
     * @return in octets
     */
    public static long attachmentSize(SourceFile file) {
        return JsonOut.count(json -> json.object(members -> writeFile(members, file)));
    }

    /**
     * Opens an upload.
     *
     * @param file the file
     * @return a body that can be sent once
     */
    public static RequestBody uploadSession(SourceFile file) {
        return body(json -> json.object("AttachmentItem", item -> {
            item.field("attachmentType", "file").field("name", file.name()).field("size", file.size());
            writeKind(item, file);
        }));
    }

    /**
     * Asks for a report of delivery.
     *
     * @return a body that can be sent once
     */
    public static RequestBody deliveryReceipt() {
        return body(json -> json.field("isDeliveryReceiptRequested", true));
    }

    /**
     * Asks to send a message that no server sends: it has no recipient.
     *
     * @return a body that can be sent once
     */
    public static RequestBody withoutRecipients() {
        return body(json -> json.object("message", message -> message.field("subject", "Mailswitch check"))
                .field("saveToSentItems", false));
    }

    /**
     * Asks for a draft that no server keeps: Graph refuses an empty list of header fields.
     *
     * @return a body that can be sent once
     */
    public static RequestBody impossibleDraft() {
        return body(json -> json.field("subject", "Mailswitch check").emptyArray("internetMessageHeaders"));
    }

    static void writeFile(JsonOut json, SourceFile file) throws IOException {
        json.field("@odata.type", "#microsoft.graph.fileAttachment").field("name", file.name());
        writeKind(json, file);
        json.base64("contentBytes", file);
    }

    private static void writeKind(JsonOut json, SourceFile file) throws IOException {
        json.field("contentType", file.contentType());
        if (file.contentId().isPresent()) {
            json.field("isInline", true).field("contentId", file.contentId().get());
        }
    }
}

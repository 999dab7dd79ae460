package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.json.JsonObject;
import java.util.Set;

/** The properties that the service knows, and what it says to others (Graph reference, resource types v1.0). */
final class MessageProperties {
    static final Set<String> MESSAGE = Set.of(
            "bccRecipients",
            "body",
            "bodyPreview",
            "categories",
            "ccRecipients",
            "changeKey",
            "conversationId",
            "conversationIndex",
            "createdDateTime",
            "flag",
            "from",
            "hasAttachments",
            "id",
            "importance",
            "inferenceClassification",
            "internetMessageHeaders",
            "internetMessageId",
            "isDeliveryReceiptRequested",
            "isDraft",
            "isRead",
            "isReadReceiptRequested",
            "lastModifiedDateTime",
            "parentFolderId",
            "receivedDateTime",
            "replyTo",
            "sender",
            "sentDateTime",
            "subject",
            "toRecipients",
            "uniqueBody",
            "webLink",
            "attachments",
            "extensions",
            "multiValueExtendedProperties",
            "singleValueExtendedProperties");
    static final Set<String> BODY = Set.of("contentType", "content");
    static final Set<String> RECIPIENT = Set.of("emailAddress");
    static final Set<String> EMAIL_ADDRESS = Set.of("address", "name");
    static final Set<String> HEADER = Set.of("name", "value");
    static final Set<String> EXTENDED = Set.of("id", "value");
    static final Set<String> FILE_ATTACHMENT = Set.of(
            "id",
            "name",
            "contentType",
            "contentBytes",
            "contentId",
            "contentLocation",
            "isInline",
            "size",
            "lastModifiedDateTime");
    static final Set<String> ATTACHMENT_ITEM =
            Set.of("attachmentType", "name", "size", "contentType", "isInline", "contentId");

    private MessageProperties() {}

    static void check(JsonObject object, Set<String> known, String type) throws GraphException {
        for (String name : object.names()) {
            if (!known.contains(name) && !name.equals("@odata.type")) {
                throw new GraphException(
                        400,
                        "RequestBodyRead",
                        "The property '" + name + "' does not exist on type 'microsoft.graph." + type
                                + "'. Make sure to only use property names that are defined by the type.");
            }
        }
    }
}

package io.mailswitch.graph.internal.json;

import io.mailswitch.Email;
import io.mailswitch.EmailAddress;
import io.mailswitch.HeaderField;
import io.mailswitch.Importance;
import io.mailswitch.ListUnsubscribe;
import io.mailswitch.Mailbox;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.RequestBody;

/**
 * A message in the JSON form of {@code sendMail}; what that cannot carry is left out ({@link JsonLimits}). Source: Microsoft Graph REST API
 * v1.0 reference, "message resource type" and "user: sendMail". Immutable.
 */
public final class JsonMessage {
    /** MAPI properties for header fields that JSON has no name for: PidTagInReplyToId and its like (MS-OXPROPS). */
    private static final String IN_REPLY_TO = "String 0x1042";

    private static final String REFERENCES = "String 0x1039";
    private static final String LIST_UNSUBSCRIBE = "String 0x1045";

    private final Email email;
    private final List<EmailAddress> bcc;
    private final List<SourceFile> files;
    private final boolean saveToSentItems;
    private final boolean deliveryReceipt;

    /**
     * Makes the message; files of unknown length are read once.
     *
     * @param email the message, complete with author and Message-ID
     * @param bcc the blind recipients
     * @param saveToSentItems whether a copy is kept
     * @param deliveryReceipt whether a report of delivery is asked for
     */
    public JsonMessage(Email email, List<EmailAddress> bcc, boolean saveToSentItems, boolean deliveryReceipt) {
        this.email = email;
        this.bcc = List.copyOf(bcc);
        this.files = email.attachments().stream().map(SourceFile::of).toList();
        this.saveToSentItems = saveToSentItems;
        this.deliveryReceipt = deliveryReceipt;
    }

    /**
     * Returns the length of the request, files included.
     *
     * @return in octets
     */
    public long size() {
        return JsonOut.count(json -> json.object(this::writeRequest));
    }

    /**
     * Returns the request.
     *
     * @return a body that can be sent once
     */
    public RequestBody body() {
        return JsonBodies.body(this::writeRequest);
    }

    private void writeRequest(JsonOut json) throws IOException {
        json.object("message", this::writeMessage).field("saveToSentItems", saveToSentItems);
    }

    private void writeMessage(JsonOut json) throws IOException {
        json.field("subject", email.subject().orElse(""));
        writeBody(json);
        writeAddresses(json);
        if (email.importance() != Importance.NORMAL) {
            json.field("importance", email.importance().name().toLowerCase(Locale.ROOT));
        }
        if (email.readReceiptTo().isPresent()) {
            json.field("isReadReceiptRequested", true);
        }
        if (deliveryReceipt) {
            json.field("isDeliveryReceiptRequested", true);
        }
        if (email.messageId().isPresent()) {
            json.field("internetMessageId", email.messageId().get());
        }
        json.array("internetMessageHeaders", JsonLimits.carried(email), JsonMessage::writeHeader);
        json.array("singleValueExtendedProperties", properties().entrySet(), (item, property) -> item.field(
                        "id", property.getKey())
                .field("value", property.getValue()));
        json.array("attachments", files, JsonBodies::writeFile);
    }

    private void writeBody(JsonOut json) throws IOException {
        boolean html = email.html().isPresent();
        json.object("body", body -> body.field("contentType", html ? "html" : "text")
                .field("content", email.html().or(email::text).orElse("")));
    }

    private void writeAddresses(JsonOut json) throws IOException {
        if (email.from().isPresent()) {
            json.object("from", from -> writeMailbox(from, email.from().get()));
        }
        if (email.sender().isPresent()) {
            json.object("sender", sender -> writeMailbox(sender, email.sender().get()));
        }
        json.array("toRecipients", email.to(), JsonMessage::writeMailbox);
        json.array("ccRecipients", email.cc(), JsonMessage::writeMailbox);
        json.array("bccRecipients", bcc.stream().map(Mailbox::of).toList(), JsonMessage::writeMailbox);
        json.array("replyTo", email.replyTo(), JsonMessage::writeMailbox);
    }

    private static void writeMailbox(JsonOut json, Mailbox mailbox) throws IOException {
        json.object("emailAddress", address -> {
            address.field("address", mailbox.address().wireForm());
            if (mailbox.name().isPresent()) {
                address.field("name", mailbox.name().get());
            }
        });
    }

    private static void writeHeader(JsonOut json, HeaderField field) throws IOException {
        json.field("name", field.name()).field("value", field.value());
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        email.inReplyTo().ifPresent(id -> properties.put(IN_REPLY_TO, id));
        if (!email.references().isEmpty()) {
            properties.put(REFERENCES, String.join(" ", email.references()));
        }
        email.listUnsubscribe()
                .map(ListUnsubscribe::uris)
                .ifPresent(uris -> properties.put(
                        LIST_UNSUBSCRIBE,
                        uris.stream().map(uri -> "<" + uri + ">").collect(Collectors.joining(", "))));
        return properties;
    }
}

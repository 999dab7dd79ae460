package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.json.JsonObject;
import io.mailswitch.testkit.internal.mail.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message in a mailbox: a draft, or one that was sent. Guarded by its {@link MailStore}. */
final class MailItem {
    final String mailbox;
    final @Nullable MessageForm json;
    final @Nullable MimeForm mime;
    final Person from;
    final String messageId;
    final String immutableId = Ids.fresh("AAkALg");
    final Instant created = Instant.now();
    final List<StoredFile> files = new ArrayList<>();
    String id = Ids.fresh("AAMkAGD");

    @Nullable
    Instant sent;

    int hiddenLookups;
    private boolean deliveryReceipt;
    private boolean deleted;

    private MailItem(
            String mailbox,
            @Nullable MessageForm json,
            @Nullable MimeForm mime,
            @Nullable Person from,
            @Nullable String messageId) {
        this.mailbox = mailbox;
        this.json = json;
        this.mime = mime;
        this.from = from == null ? new Person("", mailbox) : from;
        this.messageId = messageId == null ? "<" + UUID.randomUUID() + "@example.prod.outlook.com>" : messageId;
    }

    static MailItem of(String mailbox, MessageForm json) {
        MailItem item = new MailItem(mailbox, json, null, json.from(), json.messageId());
        item.deliveryReceipt = json.deliveryReceipt();
        item.files.addAll(json.files());
        return item;
    }

    static MailItem of(String mailbox, MimeForm mime) throws GraphException {
        return new MailItem(
                mailbox, null, mime, mime.from(), mime.field("Message-ID").orElse(null));
    }

    boolean deliveryReceipt() {
        return deliveryReceipt;
    }

    /** Changes what senders of mail have reason to change; the rest of the properties is not reproduced. */
    void update(JsonObject changes) throws GraphException {
        MessageProperties.check(changes, MessageProperties.MESSAGE, "message");
        for (String name : changes.names()) {
            if (!name.equals("isDeliveryReceiptRequested") && !name.equals("@odata.type")) {
                throw GraphException.badRequest("FakeExchange does not update '" + name + "'.");
            }
        }
        deliveryReceipt = changes.bool("isDeliveryReceiptRequested").orElse(deliveryReceipt);
    }

    boolean isDraft() {
        return sent == null;
    }

    String folder() {
        if (isDeleted()) {
            return MailStore.DELETED_ITEMS;
        }
        return isDraft() ? MailStore.DRAFTS : MailStore.SENT_ITEMS;
    }

    List<Person> recipients() throws GraphException {
        if (json != null) {
            return json.recipients();
        }
        return mime == null ? List.of() : mime.recipients();
    }

    Map<String, String> extendedProperties() {
        return json == null ? Map.of() : json.properties();
    }

    /** Writes the message as recipients get it, with the mailbox as Sender where it sends on behalf of another. */
    Spool render(@Nullable String sender, boolean dropCustomHeaders, Instant when, Path folder) throws IOException {
        if (json != null) {
            return MimeRenderer.render(json, files, sender, from, messageId, when, folder);
        }
        if (mime == null) {
            throw new IllegalStateException("a message is either JSON or MIME");
        }
        Spool plain = mime.delivered(sender, from, messageId, when, dropCustomHeaders, folder);
        return files.isEmpty() ? plain : MimeRenderer.addFiles(plain, files, folder);
    }

    /** Moves the message to Deleted Items, as {@link #sent} does to another folder. */
    synchronized void delete() {
        deleted = true;
        id = Ids.fresh("AAMkAGX");
    }

    synchronized boolean isDeleted() {
        return deleted;
    }

    /** Moves the message to Sent Items, which gives it another id, but for the immutable one. */
    void sent(Instant when, int lookupsInVain) {
        sent = when;
        id = Ids.fresh("AAMkAGS");
        hiddenLookups = lookupsInVain;
    }

    JsonObject toJson(boolean immutable) throws GraphException {
        JsonObject view = new JsonObject()
                .put("@odata.etag", "W/\"CQAAABYAAAB" + created.toEpochMilli() + "\"")
                .put("id", immutable ? immutableId : id)
                .put("createdDateTime", created.truncatedTo(ChronoUnit.SECONDS).toString())
                .put(
                        "sentDateTime",
                        (sent == null ? created : sent)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .put("hasAttachments", !files.isEmpty())
                .put("internetMessageId", messageId)
                .put("subject", subject())
                .put("parentFolderId", folder())
                .put("isDraft", isDraft())
                .put("isDeliveryReceiptRequested", deliveryReceipt)
                .put("from", from.toJson())
                .put("sender", new Person("", mailbox).toJson());
        if (json != null) {
            view.put("importance", json.importance())
                    .put("isReadReceiptRequested", json.readReceipt())
                    .put("categories", json.categories())
                    .put("toRecipients", people(json.to()))
                    .put("ccRecipients", people(json.cc()))
                    .put("bccRecipients", people(json.bcc()))
                    .put("replyTo", people(json.replyTo()))
                    .put(
                            "body",
                            new JsonObject()
                                    .put("contentType", json.html() ? "html" : "text")
                                    .put("content", json.body()));
        } else if (mime != null) {
            view.put("toRecipients", people(mime.people("To")))
                    .put("ccRecipients", people(mime.people("Cc")))
                    .put("bccRecipients", people(mime.people("Bcc")))
                    .put("replyTo", people(mime.people("Reply-To")));
        }
        return view;
    }

    private String subject() {
        if (json != null) {
            return json.subject();
        }
        return mime == null ? "" : mime.field("Subject").map(HeaderText::decode).orElse("");
    }

    private static List<JsonObject> people(List<Person> people) {
        return people.stream().map(Person::toJson).toList();
    }
}

package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The drafts and sent items of every mailbox. Thread-safe. */
public final class MailStore {
    static final String DRAFTS = "AAMkAGFolderDrafts=";
    static final String SENT_ITEMS = "AAMkAGFolderSentItems=";
    static final String DELETED_ITEMS = "AAMkAGFolderDeletedItems=";

    private static final Map<String, String> WELL_KNOWN = Map.of(
            "drafts", DRAFTS, "sentitems", SENT_ITEMS, "deleteditems", DELETED_ITEMS, "inbox", "AAMkAGFolderInbox=");

    private final List<MailItem> items = new ArrayList<>();

    /** Makes an empty store. */
    public MailStore() {}

    /** Forgets every message. */
    public synchronized void clear() {
        items.clear();
    }

    /**
     * Describes the drafts of every mailbox.
     *
     * @return the Message-ID of each
     */
    public synchronized List<String> drafts() {
        return items.stream()
                .filter(item -> item.folder().equals(DRAFTS))
                .map(item -> item.messageId)
                .toList();
    }

    /**
     * Describes the sent items of every mailbox.
     *
     * @return the Message-ID of each
     */
    public synchronized List<String> sentItems() {
        return items.stream()
                .filter(item -> item.folder().equals(SENT_ITEMS))
                .map(item -> item.messageId)
                .toList();
    }

    synchronized void add(MailItem item) {
        items.add(item);
    }

    /** Removes a message without a trace. */
    synchronized void remove(MailItem item) {
        items.remove(item);
    }

    /** Moves a message to Deleted Items, whence it is deleted for good. */
    synchronized void delete(MailItem item) {
        if (item.isDeleted()) {
            items.remove(item);
        } else {
            item.delete();
        }
    }

    /** Finds a message by the kind of id that the client asked to use; the other kind is not found. */
    synchronized MailItem find(String mailbox, String id, boolean immutable) throws GraphException {
        for (MailItem item : items) {
            if (item.mailbox.equalsIgnoreCase(mailbox) && id.equals(immutable ? item.immutableId : item.id)) {
                if (item.hiddenLookups > 0) {
                    item.hiddenLookups--;
                    break;
                }
                return item;
            }
        }
        throw GraphException.notFound();
    }

    synchronized MailItem draft(String mailbox, String id, boolean immutable) throws GraphException {
        MailItem item = find(mailbox, id, immutable);
        if (item.isDeleted()) {
            throw GraphException.notFound();
        }
        if (!item.isDraft()) {
            throw new GraphException(
                    400, "ErrorInvalidPropertyForOperation", "The operation can only be performed on a draft.");
        }
        return item;
    }

    synchronized List<JsonObject> list(String mailbox, String folder, Predicate<MailItem> filter, boolean immutable)
            throws GraphException {
        List<JsonObject> found = new ArrayList<>();
        for (MailItem item : items) {
            boolean inFolder = folder.isEmpty() || folder.equals(item.folder());
            if (item.mailbox.equalsIgnoreCase(mailbox) && inFolder && filter.test(item)) {
                if (item.hiddenLookups > 0) {
                    item.hiddenLookups--;
                } else {
                    found.add(0, item.toJson(immutable)); // latest first, as the service lists them
                }
            }
        }
        return found;
    }

    static String folder(String name) throws GraphException {
        String id = WELL_KNOWN.get(name.toLowerCase(Locale.ROOT));
        if (id == null && !WELL_KNOWN.containsValue(name)) {
            throw new GraphException(400, "ErrorInvalidIdMalformed", "Id is malformed.");
        }
        return id == null ? name : id;
    }
}

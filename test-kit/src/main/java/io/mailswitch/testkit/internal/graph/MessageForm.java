package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message given in JSON, checked as the service checks it.
 *
 * @param subject the subject
 * @param html whether the body is HTML
 * @param body the body
 * @param from the author, or null for the mailbox
 * @param to recipients
 * @param cc recipients
 * @param bcc recipients
 * @param replyTo where answers go
 * @param importance {@code low}, {@code normal} or {@code high}
 * @param readReceipt whether one is asked for
 * @param deliveryReceipt whether one is asked for
 * @param messageId the Message-ID asked for, or null
 * @param headers own header fields, by name
 * @param properties extended properties, by id
 * @param categories the categories
 * @param files the attachments
 */
record MessageForm(
        String subject,
        boolean html,
        String body,
        @Nullable Person from,
        List<Person> to,
        List<Person> cc,
        List<Person> bcc,
        List<Person> replyTo,
        String importance,
        boolean readReceipt,
        boolean deliveryReceipt,
        @Nullable String messageId,
        Map<String, String> headers,
        Map<String, String> properties,
        List<String> categories,
        List<StoredFile> files) {
    private static final int MAX_HEADERS = 5;
    private static final Set<String> IMPORTANCE = Set.of("low", "normal", "high");

    static MessageForm of(JsonObject json, Path folder) throws GraphException, IOException {
        MessageProperties.check(json, MessageProperties.MESSAGE, "message");
        Optional<JsonObject> body = json.object("body");
        if (body.isPresent()) {
            MessageProperties.check(body.get(), MessageProperties.BODY, "itemBody");
        }
        String type = body.flatMap(b -> b.string("contentType")).orElse("text").toLowerCase(Locale.ROOT);
        if (!type.equals("text") && !type.equals("html")) {
            throw GraphException.badRequest(
                    "Requested value '" + type + "' was not found in 'microsoft.graph.bodyType'.");
        }
        String importance = json.string("importance").orElse("normal").toLowerCase(Locale.ROOT);
        if (!IMPORTANCE.contains(importance)) {
            throw GraphException.badRequest(
                    "Requested value '" + importance + "' was not found in 'microsoft.graph.importance'.");
        }
        List<StoredFile> files = new ArrayList<>();
        for (JsonObject file : json.objects("attachments")) {
            files.add(StoredFile.of(file, folder));
        }
        return new MessageForm(
                json.string("subject").orElse(""),
                type.equals("html"),
                body.flatMap(b -> b.string("content")).orElse(""),
                Person.one(json, "from").orElse(null),
                Person.list(json, "toRecipients"),
                Person.list(json, "ccRecipients"),
                Person.list(json, "bccRecipients"),
                Person.list(json, "replyTo"),
                importance,
                json.bool("isReadReceiptRequested").orElse(false),
                json.bool("isDeliveryReceiptRequested").orElse(false),
                json.string("internetMessageId").orElse(null),
                headers(json),
                properties(json),
                json.strings("categories"),
                files);
    }

    private static Map<String, String> headers(JsonObject json) throws GraphException {
        Map<String, String> found = new LinkedHashMap<>();
        List<JsonObject> given = json.objects("internetMessageHeaders");
        if (json.has("internetMessageHeaders") && (given.isEmpty() || given.size() > MAX_HEADERS)) {
            throw new GraphException(
                    400,
                    "InvalidInternetMessageHeaderCollection",
                    "Maximum number of headers in one message should be less than or equal to 5.");
        }
        for (JsonObject header : given) {
            MessageProperties.check(header, MessageProperties.HEADER, "internetMessageHeader");
            String name = header.string("name").orElse("");
            if (!name.toLowerCase(Locale.ROOT).startsWith("x-")) {
                throw new GraphException(
                        400,
                        "InvalidInternetMessageHeader",
                        "The internet message header name '" + name + "' should start with 'x-' or 'X-'.");
            }
            String value = header.string("value").orElse("");
            if (!name.matches("[!-9;-~]+") || value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
                throw new GraphException(
                        400,
                        "InvalidInternetMessageHeader",
                        "The internet message header '" + name + "' is not valid.");
            }
            found.put(name, value);
        }
        return found;
    }

    private static Map<String, String> properties(JsonObject json) throws GraphException {
        Map<String, String> found = new LinkedHashMap<>();
        for (JsonObject property : json.objects("singleValueExtendedProperties")) {
            MessageProperties.check(property, MessageProperties.EXTENDED, "singleValueLegacyExtendedProperty");
            found.put(property.string("id").orElse(""), property.string("value").orElse(""));
        }
        return found;
    }

    List<Person> recipients() {
        List<Person> all = new ArrayList<>(to);
        all.addAll(cc);
        all.addAll(bcc);
        return all;
    }
}

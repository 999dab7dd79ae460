package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.json.JsonObject;
import io.mailswitch.testkit.internal.mail.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a message.
 *
 * @param id its id
 * @param name its file name
 * @param contentType its media type
 * @param inline whether the HTML shows it
 * @param contentId how the HTML names it, or null
 * @param content its bytes, closed
 */
record StoredFile(
        String id,
        String name,
        String contentType,
        boolean inline,
        @Nullable String contentId,
        Spool content) {

    static StoredFile of(JsonObject json, Path folder) throws GraphException, IOException {
        if (json.string("@odata.type")
                .filter("#microsoft.graph.fileAttachment"::equals)
                .isEmpty()) {
            throw GraphException.badRequest(
                    "An attachment must say that its @odata.type is #microsoft.graph.fileAttachment; the fake knows no other.");
        }
        MessageProperties.check(json, MessageProperties.FILE_ATTACHMENT, "fileAttachment");
        String name = json.string("name")
                .orElseThrow(() ->
                        new GraphException(400, "ErrorInvalidPropertyForOperation", "The attachment has no name."));
        Spool content = new Spool(folder);
        try (content) {
            content.write(Base64.getDecoder().decode(json.string("contentBytes").orElse("")));
        } catch (IllegalArgumentException e) {
            throw GraphException.badRequest("Cannot convert a primitive value to the expected type 'Edm.Binary'.");
        }
        return new StoredFile(
                Ids.fresh("AAMkATT"),
                name,
                json.string("contentType").orElse("application/octet-stream"),
                json.bool("isInline").orElse(false),
                json.string("contentId").orElse(null),
                content);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("@odata.type", "#microsoft.graph.fileAttachment")
                .put("id", id)
                .put("name", name)
                .put("contentType", contentType)
                .put("size", content.size())
                .put("isInline", inline)
                .put("contentId", contentId);
    }
}

package io.mailswitch.sdktests;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.users.item.messages.item.attachments.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import com.microsoft.kiota.serialization.AdditionalDataHolder;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.JsonSerializationWriter;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import io.mailswitch.testkit.GraphStage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads requests by the classes that Microsoft generates from the description of its API. */
final class TypedModel {
    /** What each request carries, as the API describes it. */
    private static final Map<GraphStage, ParsableFactory<? extends Parsable>> MODELS = Map.of(
            GraphStage.SEND_MAIL, SendMailPostRequestBody::createFromDiscriminatorValue,
            GraphStage.CREATE_DRAFT, Message::createFromDiscriminatorValue,
            GraphStage.UPDATE_MESSAGE, Message::createFromDiscriminatorValue,
            GraphStage.ADD_ATTACHMENT, Attachment::createFromDiscriminatorValue,
            GraphStage.CREATE_UPLOAD_SESSION, CreateUploadSessionPostRequestBody::createFromDiscriminatorValue);

    private TypedModel() {}

    /** Reads a request of a stage. */
    static Parsable read(GraphStage stage, JsonObject json) {
        ParsableFactory<? extends Parsable> model = MODELS.get(stage);
        if (model == null) {
            throw new AssertionError("Graph takes no JSON for " + stage);
        }
        byte[] bytes = inTheWordsOfTheModel(stage, json).toString().getBytes(StandardCharsets.UTF_8);
        return new JsonParseNodeFactory()
                .getParseNode("application/json", new ByteArrayInputStream(bytes))
                .getObjectValue(model);
    }

    /** Graph takes the parameters of an action in any case; its reference writes them small, the model knows them with a capital. */
    private static JsonObject inTheWordsOfTheModel(GraphStage stage, JsonObject json) {
        if (stage != GraphStage.SEND_MAIL) {
            return json;
        }
        JsonObject renamed = new JsonObject();
        json.asMap()
                .forEach(
                        (name, value) -> renamed.add(Character.toUpperCase(name.charAt(0)) + name.substring(1), value));
        return renamed;
    }

    /** Returns what the model has no property for, here and in all it holds, by its path. */
    static List<String> unknown(Parsable read) {
        List<String> found = new ArrayList<>();
        collect("", read, found);
        return found;
    }

    private static void collect(String path, @Nullable Object value, List<String> found) {
        if (value instanceof AdditionalDataHolder holder) {
            holder.getAdditionalData().keySet().forEach(name -> found.add(path + "/" + name));
        }
        if (value instanceof Parsable parsable) {
            for (Method method : parsable.getClass().getMethods()) {
                if (leadsDeeper(method)) {
                    collect(path + "/" + method.getName().substring(3), invoke(method, parsable), found);
                }
            }
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(path, item, found));
        }
    }

    private static boolean leadsDeeper(Method method) {
        return method.getName().startsWith("get")
                && method.getParameterCount() == 0
                && (Parsable.class.isAssignableFrom(method.getReturnType()) || method.getReturnType() == List.class);
    }

    private static @Nullable Object invoke(Method getter, Parsable owner) {
        try {
            return getter.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Writes what was read as the typed client would send it; a value that it could not make sense of is missing. */
    static JsonElement write(Parsable read) {
        try (JsonSerializationWriter writer = new JsonSerializationWriter()) {
            writer.writeObjectValue("", read);
            try (InputStream content = writer.getSerializedContent()) {
                return JsonParser.parseReader(new InputStreamReader(content, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the values of a JSON tree by their paths: small letters first, and without the hints of types that the SDK adds. */
    static Map<String, String> values(JsonElement json) {
        Map<String, String> values = new TreeMap<>();
        flatten("", json, values);
        return values;
    }

    private static void flatten(String path, JsonElement json, Map<String, String> values) {
        if (json.isJsonObject()) {
            json.getAsJsonObject().asMap().forEach((name, value) -> {
                if (!name.equals("@odata.type")) {
                    flatten(path + "/" + Character.toLowerCase(name.charAt(0)) + name.substring(1), value, values);
                }
            });
        } else if (json.isJsonArray()) {
            for (int i = 0; i < json.getAsJsonArray().size(); i++) {
                flatten(path + "/" + i, json.getAsJsonArray().get(i), values);
            }
        } else {
            values.put(path, json.toString());
        }
    }
}

package io.mailswitch.graph.internal.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a body says of an error: {@code {"error":{"code","message","innerError":{…}}}} by the rules, but gateways in front of Graph answer
 * in HTML, with nothing, or with half of it. Reading never fails. Source: Microsoft Graph documentation, "Error responses".
 *
 * @param code the error code; null where there is none
 * @param innerCode the more exact code inside; null where there is none
 * @param message the text, made safe; empty where there is none
 * @param requestId Graph's id of the request; null where the body does not repeat it
 */
public record ErrorBody(
        @Nullable String code,
        @Nullable String innerCode,
        String message,
        @Nullable String requestId) {
    private static final ErrorBody NONE = new ErrorBody(null, null, "", null);
    private static final int MAX_CODE = 100;

    static ErrorBody parse(String text) {
        String body = text.strip();
        if (body.isEmpty()) {
            return NONE;
        }
        if (body.startsWith("<")) {
            return new ErrorBody(null, null, Texts.ofPage(body), null);
        }
        try {
            JsonElement json = JsonParser.parseString(body);
            if (json.isJsonObject()) {
                return ofObject(json.getAsJsonObject(), body);
            }
        } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
            // not JSON after all: shown as it is
        }
        return new ErrorBody(null, null, Texts.safe(body), null);
    }

    private static ErrorBody ofObject(JsonObject json, String body) {
        JsonElement error = json.get("error");
        if (error == null || !error.isJsonObject()) {
            String code = string(json, "error");
            String message = first(string(json, "error_description"), string(json, "message"));
            return new ErrorBody(id(code), null, Texts.safe(message == null ? body : message), null);
        }
        JsonObject details = error.getAsJsonObject();
        JsonObject inner = inner(details);
        String message = string(details, "message");
        return new ErrorBody(
                id(string(details, "code")),
                inner == null ? null : id(string(inner, "code")),
                message == null ? "" : Texts.safe(message),
                inner == null ? null : id(string(inner, "request-id")));
    }

    private static @Nullable JsonObject inner(JsonObject details) {
        for (String name : details.keySet()) {
            JsonElement value = details.get(name);
            if (name.toLowerCase(Locale.ROOT).equals("innererror") && value.isJsonObject()) {
                return value.getAsJsonObject();
            }
        }
        return null;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static @Nullable String string(JsonObject object, String name) {
        JsonElement value = object.get(name);
        boolean text = value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isString();
        return text ? value.getAsString() : null;
    }

    /** Returns a word that may be shown, or null; without a regular expression, since each answer has one. */
    static @Nullable String id(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_CODE) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "_.:-".indexOf(c) < 0) {
                return null;
            }
        }
        return text;
    }
}

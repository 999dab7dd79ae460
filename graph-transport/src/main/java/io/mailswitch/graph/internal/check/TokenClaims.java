package io.mailswitch.graph.internal.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.mailswitch.Secret;
import io.mailswitch.internal.text.WireText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an access token of Entra says of itself (RFC 7519), for people to look at. Not verified: that is Graph's part, and the format is
 * Microsoft's to change.
 */
final class TokenClaims {
    private static final int MAX_LENGTH = 300;

    private TokenClaims() {}

    /**
     * Reads what a person who looks for a mistake wants to see.
     *
     * @return names and values in order; empty where the token is none that can be read
     */
    static Map<String, String> read(Secret token) {
        String[] parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Map.of();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            JsonElement json = JsonParser.parseString(text);
            return json.isJsonObject() ? read(json.getAsJsonObject()) : Map.of();
        } catch (IllegalArgumentException | JsonParseException | IllegalStateException e) {
            return Map.of();
        }
    }

    private static Map<String, String> read(JsonObject claims) {
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "token-audience", claims.get("aud"));
        put(facts, "token-tenant", claims.get("tid"));
        put(facts, "token-application", claims.has("appid") ? claims.get("appid") : claims.get("azp"));
        expiry(facts, claims.get("exp"));
        put(facts, "token-roles", claims.get("roles"));
        put(facts, "token-scopes", claims.get("scp"));
        return facts;
    }

    private static void expiry(Map<String, String> facts, JsonElement exp) {
        if (exp != null && exp.isJsonPrimitive()) {
            try {
                facts.put(
                        "token-expires", Instant.ofEpochSecond(exp.getAsLong()).toString());
            } catch (NumberFormatException | DateTimeException e) {
                put(facts, "token-expires", exp);
            }
        }
    }

    private static void put(Map<String, String> facts, String name, JsonElement value) {
        List<String> texts = new ArrayList<>();
        if (value != null && value.isJsonPrimitive()) {
            texts.add(value.getAsString());
        } else if (value != null && value.isJsonArray()) {
            value.getAsJsonArray().forEach(item -> texts.add(item.isJsonPrimitive() ? item.getAsString() : "…"));
        }
        if (!texts.isEmpty()) {
            facts.put(name, WireText.printable(String.join(", ", texts), MAX_LENGTH));
        }
    }
}

package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.http.HttpResponse;
import io.mailswitch.testkit.internal.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Error bodies as Graph gives them. */
public final class GraphErrors {
    private GraphErrors() {}

    /**
     * Makes the answer for an error.
     *
     * @param status such as 403
     * @param code such as {@code ErrorAccessDenied}
     * @param message the text for people
     * @return status and JSON, with a new request id in both
     */
    public static HttpResponse response(int status, String code, String message) {
        String id = UUID.randomUUID().toString();
        JsonObject inner = new JsonObject()
                .put(
                        "date",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""))
                .put("request-id", id)
                .put("client-request-id", id);
        JsonObject error =
                new JsonObject().put("code", code).put("message", message).put("innerError", inner);
        return json(status, new JsonObject().put("error", error)).with("request-id", id);
    }

    static HttpResponse json(int status, JsonObject body) {
        return HttpResponse.text(status, "application/json", body.toString());
    }
}

package io.mailswitch.testkit.internal.entra;

import io.mailswitch.testkit.EntraError;
import io.mailswitch.testkit.internal.http.HttpResponse;
import io.mailswitch.testkit.internal.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Error bodies as the token endpoint gives them. */
public final class EntraErrors {
    private EntraErrors() {}

    /**
     * Makes the answer for an error.
     *
     * @param error which
     * @return status and JSON
     */
    public static HttpResponse response(EntraError error) {
        String trace = UUID.randomUUID().toString();
        String correlation = UUID.randomUUID().toString();
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
        String description = "AADSTS" + error.code() + ": " + error.text() + " Trace ID: " + trace + " Correlation ID: "
                + correlation + " Timestamp: " + time;
        return json(
                error.status(),
                new JsonObject()
                        .put("error", error.error())
                        .put("error_description", description)
                        .put("error_codes", List.of(error.code()))
                        .put("timestamp", time)
                        .put("trace_id", trace)
                        .put("correlation_id", correlation)
                        .put("error_uri", "https://login.microsoftonline.com/error?code=" + error.code()));
    }

    static HttpResponse json(int status, JsonObject body) {
        return HttpResponse.text(status, "application/json; charset=utf-8", body.toString())
                .with("Cache-Control", "no-store, no-cache");
    }
}

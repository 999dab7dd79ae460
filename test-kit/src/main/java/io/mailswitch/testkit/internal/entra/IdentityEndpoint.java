package io.mailswitch.testkit.internal.entra;

import io.mailswitch.testkit.EntraStage;
import io.mailswitch.testkit.internal.http.HttpRequest;
import io.mailswitch.testkit.internal.http.HttpResponse;
import io.mailswitch.testkit.internal.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/** Tokens for a managed identity: the metadata service of virtual machines (IMDS) and the endpoint of App Service. */
public final class IdentityEndpoint {
    private static final String IMDS = "/metadata/identity/oauth2/token";
    private static final String APP_SERVICE = "/msi/token";

    private final EntraState state;
    private final String identityHeader;

    /**
     * Makes the endpoint.
     *
     * @param state issues the tokens
     * @param identityHeader what App Service expects in {@code X-IDENTITY-HEADER}
     */
    public IdentityEndpoint(EntraState state, String identityHeader) {
        this.state = state;
        this.identityHeader = identityHeader;
    }

    /**
     * Tells what a request asks for.
     *
     * @param request the request
     * @return its stage
     */
    public static EntraStage stage(HttpRequest request) {
        String path = "/" + String.join("/", request.path());
        boolean known = path.equals(IMDS) || path.equals(APP_SERVICE);
        return known && request.method().equals("GET") ? EntraStage.MANAGED_IDENTITY : EntraStage.OTHER;
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return a token, or an error
     */
    public HttpResponse handle(HttpRequest request) {
        if (stage(request) == EntraStage.OTHER) {
            return HttpResponse.empty(404);
        }
        boolean imds = request.path().get(0).equals("metadata");
        Map<String, String> query = request.query();
        boolean marked = imds
                ? request.headers().first("Metadata").filter("true"::equals).isPresent()
                : request.headers()
                        .first("X-IDENTITY-HEADER")
                        .filter(identityHeader::equals)
                        .isPresent();
        if (!marked) {
            return error(imds ? 400 : 403, "invalid_request", "Required metadata header not specified");
        }
        if (!query.getOrDefault("api-version", "").equals(imds ? "2018-02-01" : "2019-08-01")) {
            return error(400, "invalid_request", "Required parameter api-version is missing or not supported");
        }
        String resource = query.getOrDefault("resource", "");
        if (Resource.of(resource).isEmpty()) {
            return error(400, "invalid_resource", "AADSTS500011: The resource principal was not found in the tenant.");
        }
        if (query.containsKey("client_id") && !query.get("client_id").equalsIgnoreCase(state.clientId())) {
            return error(400, "invalid_request", "Identity not found");
        }
        long end = Instant.now().plus(state.lifetime()).getEpochSecond();
        return EntraErrors.json(
                200,
                new JsonObject()
                        .put("access_token", state.issue(resource, null))
                        .put("expires_on", Long.toString(end))
                        .put("expires_in", Long.toString(state.lifetime().toSeconds()))
                        .put("resource", resource)
                        .put("token_type", "Bearer")
                        .put("client_id", state.clientId()));
    }

    private static HttpResponse error(int status, String error, String text) {
        return EntraErrors.json(status, new JsonObject().put("error", error).put("error_description", text));
    }
}

package io.mailswitch.testkit.internal.entra;

import io.mailswitch.testkit.EntraError;
import io.mailswitch.testkit.EntraStage;
import io.mailswitch.testkit.internal.http.HttpRequest;
import io.mailswitch.testkit.internal.http.HttpResponse;
import io.mailswitch.testkit.internal.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The endpoints of one authority (RFC 6749, RFC 8628), strict about who asks and for what. */
public final class EntraService {
    private static final String SUFFIX = "/.default";
    private static final Set<String> OPENID = Set.of("openid", "profile", "offline_access");
    private static final int MAX_FORM = 64 * 1024;

    private final EntraState state;
    private final ClientCheck clients;
    private final DeviceCodes deviceCodes;

    /**
     * Makes the service.
     *
     * @param state what it knows
     * @param deviceCodes who is about to sign in
     */
    public EntraService(EntraState state, DeviceCodes deviceCodes) {
        this.state = state;
        this.clients = new ClientCheck(state);
        this.deviceCodes = deviceCodes;
    }

    /**
     * Tells what a request asks for.
     *
     * @param request the request
     * @return its stage
     */
    public static EntraStage stage(HttpRequest request) {
        List<String> path = request.path();
        boolean oauth = request.method().equals("POST")
                && path.size() == 4
                && path.subList(1, 3).equals(List.of("oauth2", "v2.0"));
        if (oauth && path.get(3).equals("token")) {
            return EntraStage.TOKEN;
        }
        return oauth && path.get(3).equals("devicecode") ? EntraStage.DEVICE_CODE : EntraStage.OTHER;
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return a token, or an error of Entra
     * @throws IOException if the client goes away
     */
    public HttpResponse handle(HttpRequest request) throws IOException {
        EntraStage stage = stage(request);
        if (stage == EntraStage.OTHER) {
            return HttpResponse.empty(404);
        }
        try {
            checkTenant(request.path().get(0));
            Map<String, String> form = form(request);
            if (!state.clientId().equalsIgnoreCase(form.getOrDefault("client_id", ""))) {
                throw new EntraException(EntraError.UNKNOWN_APPLICATION);
            }
            return stage == EntraStage.DEVICE_CODE ? deviceCode(form) : token(request, form);
        } catch (EntraException e) {
            return EntraErrors.response(e.error());
        }
    }

    private void checkTenant(String name) throws EntraException {
        if (!state.isTenant(name)) {
            boolean possible = name.matches("[0-9a-fA-F-]{36}|[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
            throw new EntraException(possible ? EntraError.UNKNOWN_TENANT : EntraError.BAD_TENANT);
        }
    }

    private static Map<String, String> form(HttpRequest request) throws IOException, EntraException {
        String type = request.mediaType();
        // MSAL for Java leaves the type out when it asks for a device code, and the real service does not mind
        if (!type.equals("application/x-www-form-urlencoded") && !type.isEmpty()) {
            throw new EntraException(EntraError.NO_CREDENTIAL);
        }
        byte[] body = request.readBody(MAX_FORM).orElseThrow(() -> new IOException("a form of more than " + MAX_FORM));
        return HttpRequest.parameters(new String(body, StandardCharsets.UTF_8));
    }

    private HttpResponse token(HttpRequest request, Map<String, String> form) throws EntraException {
        String grant = form.getOrDefault("grant_type", "");
        switch (grant) {
            case "client_credentials" -> {
                clients.check(request, form);
                String audience = appScope(form.getOrDefault("scope", ""));
                return granted(audience, null);
            }
            case "urn:ietf:params:oauth:grant-type:device_code", "device_code" -> {
                DeviceCodes.Code code =
                        deviceCodes.redeem(form.getOrDefault("device_code", form.getOrDefault("code", "")));
                return granted(code.audience(), code.user());
            }
            case "refresh_token" -> {
                DeviceCodes.Code code = deviceCodes.refresh(form.getOrDefault("refresh_token", ""));
                return granted(code.audience(), code.user());
            }
            default -> throw new EntraException(EntraError.BAD_SCOPE_COMBINATION);
        }
    }

    /** Client credentials take one resource, as {@code resource/.default}. */
    private static String appScope(String scopes) throws EntraException {
        List<String> asked = resourceScopes(scopes);
        if (asked.size() != 1) {
            throw new EntraException(EntraError.BAD_SCOPE_COMBINATION);
        }
        String scope = asked.get(0);
        if (!scope.endsWith(SUFFIX)) {
            throw new EntraException(EntraError.BAD_SCOPE);
        }
        return known(scope.substring(0, scope.length() - SUFFIX.length()));
    }

    /** People take any scopes of one resource. */
    private static String userScope(String scopes) throws EntraException {
        Set<String> resources = resourceScopes(scopes).stream()
                .map(scope -> scope.substring(0, Math.max(0, scope.lastIndexOf('/'))))
                .collect(Collectors.toSet());
        if (resources.size() != 1) {
            throw new EntraException(EntraError.BAD_SCOPE_COMBINATION);
        }
        return known(resources.iterator().next());
    }

    private static List<String> resourceScopes(String scopes) {
        return Arrays.stream(scopes.split(" "))
                .filter(scope -> !scope.isEmpty() && !OPENID.contains(scope))
                .toList();
    }

    private static String known(String audience) throws EntraException {
        if (Resource.of(audience).isEmpty()) {
            throw new EntraException(EntraError.UNKNOWN_RESOURCE);
        }
        return audience;
    }

    private HttpResponse granted(String audience, @Nullable String user) {
        JsonObject body = new JsonObject()
                .put("token_type", "Bearer")
                .put("expires_in", state.lifetime().toSeconds())
                .put("ext_expires_in", state.lifetime().toSeconds())
                .put("access_token", state.issue(audience, user));
        if (user != null) {
            deviceCodes.addUserParts(body, audience, user);
        }
        return EntraErrors.json(200, body);
    }

    private HttpResponse deviceCode(Map<String, String> form) throws EntraException {
        return EntraErrors.json(200, deviceCodes.begin(userScope(form.getOrDefault("scope", ""))));
    }
}

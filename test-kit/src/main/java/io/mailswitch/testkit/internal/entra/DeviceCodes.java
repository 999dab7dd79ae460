package io.mailswitch.testkit.internal.entra;

import io.mailswitch.testkit.EntraError;
import io.mailswitch.testkit.internal.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who sign in with a code on another device (RFC 8628), and their refresh tokens. Thread-safe. */
public final class DeviceCodes {
    private static final int LIFE_SECONDS = 900;

    private final String tenant;
    private final String application;
    private final Map<String, Code> byDevice = new LinkedHashMap<>();
    private final Map<String, Code> byRefreshToken = new LinkedHashMap<>();

    /**
     * Starts with nobody.
     *
     * @param tenant the tenant's GUID
     * @param application the application's GUID
     */
    public DeviceCodes(String tenant, String application) {
        this.tenant = tenant;
        this.application = application;
    }

    /**
     * A sign-in.
     *
     * @param userCode what the person types
     * @param audience what the token will be for
     * @param user who signed in, or null while nobody has
     */
    record Code(String userCode, String audience, @Nullable String user) {}

    synchronized JsonObject begin(String audience) {
        String device = UUID.randomUUID().toString();
        String userCode = device.substring(0, 8).toUpperCase(Locale.ROOT);
        byDevice.put(device, new Code(userCode, audience, null));
        return new JsonObject()
                .put("user_code", userCode)
                .put("device_code", device)
                .put("verification_uri", "https://microsoft.com/devicelogin")
                .put("expires_in", LIFE_SECONDS)
                .put("interval", 1)
                .put(
                        "message",
                        "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code "
                                + userCode + " to authenticate.");
    }

    /**
     * Returns the codes with which nobody has signed in yet.
     *
     * @return in order
     */
    public synchronized List<String> waiting() {
        return byDevice.values().stream()
                .filter(code -> code.user() == null)
                .map(Code::userCode)
                .toList();
    }

    /**
     * Signs a person in.
     *
     * @param userCode the code
     * @param user who
     * @return whether the code was waiting
     */
    public synchronized boolean signIn(String userCode, String user) {
        for (Map.Entry<String, Code> entry : byDevice.entrySet()) {
            Code code = entry.getValue();
            if (code.user() == null && code.userCode().equals(userCode)) {
                entry.setValue(new Code(userCode, code.audience(), user));
                return true;
            }
        }
        return false;
    }

    synchronized Code redeem(String device) throws EntraException {
        Code code = byDevice.get(device);
        if (code == null) {
            throw new EntraException(EntraError.DEVICE_CODE_EXPIRED);
        }
        if (code.user() == null) {
            throw new EntraException(EntraError.AUTHORIZATION_PENDING);
        }
        byDevice.remove(device);
        return code;
    }

    synchronized Code refresh(String token) throws EntraException {
        Code code = byRefreshToken.remove(token);
        if (code == null) {
            throw new EntraException(EntraError.REFRESH_TOKEN_EXPIRED);
        }
        return code;
    }

    synchronized void addUserParts(JsonObject body, String audience, String user) {
        String refresh = UUID.randomUUID().toString();
        byRefreshToken.put(refresh, new Code("", audience, user));
        String objectId =
                UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8)).toString();
        JsonObject claims = new JsonObject()
                .put("aud", application)
                .put("iss", "https://login.microsoftonline.com/" + tenant + "/v2.0")
                .put("exp", Instant.now().getEpochSecond() + LIFE_SECONDS)
                .put("iat", Instant.now().getEpochSecond())
                .put("oid", objectId)
                .put("sub", objectId)
                .put("tid", tenant)
                .put("preferred_username", user)
                .put("ver", "2.0");
        JsonObject header = new JsonObject().put("typ", "JWT").put("alg", "none");
        JsonObject client = new JsonObject().put("uid", objectId).put("utid", tenant);
        body.put("refresh_token", refresh)
                .put("scope", audience + "/.default")
                .put("id_token", encode(header) + "." + encode(claims) + ".")
                .put("client_info", encode(client));
    }

    /** Forgets everybody. */
    public synchronized void clear() {
        byDevice.clear();
        byRefreshToken.clear();
    }

    private static String encode(JsonObject object) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(object.toBytes());
    }
}

package io.mailswitch.testkit.internal.entra;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the token endpoint knows of the one application, changed by tests at any time. Thread-safe. */
public final class EntraState {
    private final String tenantId;
    private final String tenantDomain;
    private final String clientId;
    private final TokenMint mint;
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Map<X509Certificate, Boolean> certificates = new ConcurrentHashMap<>();
    private final Map<String, List<String>> roles = new ConcurrentHashMap<>();
    private volatile Duration lifetime = Duration.ofMinutes(60);
    private volatile @Nullable String federatedToken;

    /**
     * Starts with one application that has no credential.
     *
     * @param tenantId the tenant's GUID
     * @param tenantDomain the tenant's domain
     * @param clientId the application's GUID
     * @param mint makes the tokens
     */
    public EntraState(String tenantId, String tenantDomain, String clientId, TokenMint mint) {
        this.tenantId = tenantId;
        this.tenantDomain = tenantDomain;
        this.clientId = clientId;
        this.mint = mint;
    }

    /** Forgets credentials, permissions and lifetime. */
    public void reset() {
        secrets.clear();
        certificates.clear();
        roles.clear();
        lifetime = Duration.ofMinutes(60);
        federatedToken = null;
    }

    boolean isTenant(String name) {
        return name.equalsIgnoreCase(tenantId) || name.equalsIgnoreCase(tenantDomain);
    }

    String clientId() {
        return clientId;
    }

    /**
     * Returns the live secrets.
     *
     * @return to be changed
     */
    public Set<String> secrets() {
        return secrets;
    }

    /**
     * Returns the certificates registered with the application.
     *
     * @return to be changed; true for those that are known by name and must come with their chain
     */
    public Map<X509Certificate, Boolean> certificates() {
        return certificates;
    }

    /**
     * Sets the token of another identity provider that stands for the application.
     *
     * @param token the token, word for word
     */
    public void federatedToken(String token) {
        federatedToken = token;
    }

    @Nullable
    String federatedToken() {
        return federatedToken;
    }

    /**
     * Sets how long tokens live.
     *
     * @param value above zero
     */
    public void lifetime(Duration value) {
        lifetime = value;
    }

    Duration lifetime() {
        return lifetime;
    }

    /**
     * Sets the permissions for an API.
     *
     * @param audience the API
     * @param names of the permissions
     */
    public void roles(String audience, List<String> names) {
        roles.put(audience, List.copyOf(names));
    }

    /**
     * Issues a token.
     *
     * @param audience the API it is for
     * @param user who signed in, or null for the application itself
     * @return the token's text
     */
    public String issue(String audience, @Nullable String user) {
        List<String> granted = roles.getOrDefault(
                audience, Resource.of(audience).map(Resource::roles).orElse(List.of()));
        return mint.issue(new Token(audience, granted, user, Instant.now().plus(lifetime)));
    }
}

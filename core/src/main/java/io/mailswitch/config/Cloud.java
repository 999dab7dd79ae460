package io.mailswitch.config;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Microsoft cloud: where its tokens, its Graph and its mail submission live; {@code mailswitch.cloud}. Tokens and app registrations of
 * one are worth nothing in another.
 *
 * <p>Sources: Microsoft Graph documentation, "National cloud deployments" (authorities, Graph roots and scopes); the submission hosts and
 * scopes outside the global cloud are known from public projects only, so each can be overridden by its own key.
 */
public enum Cloud {
    /** The worldwide cloud, which serves US Government GCC tenants too. */
    GLOBAL(
            "https://login.microsoftonline.com/",
            "https://graph.microsoft.com",
            "smtp.office365.com",
            "https://outlook.office365.com/.default"),
    /** US Government L4, known as GCC High. */
    US_GOV(
            "https://login.microsoftonline.us/",
            "https://graph.microsoft.us",
            "smtp.office365.us",
            "https://outlook.office365.us/.default"),
    /** US Government L5, the Department of Defense. No submission host is documented. */
    US_GOV_DOD(
            "https://login.microsoftonline.us/",
            "https://dod-graph.microsoft.us",
            null,
            "https://outlook-dod.office365.us/.default"),
    /** China, run by 21Vianet. */
    CHINA(
            "https://login.chinacloudapi.cn/",
            "https://microsoftgraph.chinacloudapi.cn",
            "smtp.partner.outlook.cn",
            "https://partner.outlook.cn/.default");

    private final URI authority;
    private final URI graphRoot;
    private final @Nullable String smtpHost;
    private final String smtpScope;

    Cloud(String authority, String graphRoot, @Nullable String smtpHost, String smtpScope) {
        this.authority = URI.create(authority);
        this.graphRoot = URI.create(graphRoot);
        this.smtpHost = smtpHost;
        this.smtpScope = smtpScope;
    }

    /**
     * Returns where Entra issues the tokens of this cloud.
     *
     * @return an https URL that ends in a slash; the tenant follows
     */
    public URI authority() {
        return authority;
    }

    /**
     * Returns where Graph answers.
     *
     * @return an https URL without path; {@code /v1.0} follows
     */
    public URI graphRoot() {
        return graphRoot;
    }

    /**
     * Returns the scope of a Graph token for an application without a user.
     *
     * @return the Graph root and {@code /.default}
     */
    public String graphScope() {
        return graphRoot + "/.default";
    }

    /**
     * Returns the host that accepts mail by SMTP (RFC 6409).
     *
     * @return a host name, or empty where none is documented
     */
    public Optional<String> smtpHost() {
        return Optional.ofNullable(smtpHost);
    }

    /**
     * Returns the scope of a token for SMTP submission by an application without a user.
     *
     * @return the scope; a Graph token is refused by SMTP, since its audience is another
     */
    public String smtpScope() {
        return smtpScope;
    }
}

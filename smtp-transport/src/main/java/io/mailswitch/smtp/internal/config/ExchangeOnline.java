package io.mailswitch.smtp.internal.config;

import java.util.List;
import java.util.Locale;

/** What is known about Microsoft's submission servers. */
public final class ExchangeOnline {
    /**
     * The end of password login (Exchange Team blog, "Updated Exchange Online SMTP AUTH Basic Authentication Deprecation Timeline",
     * 2026-01-27).
     */
    public static final String RETIREMENT =
            "Exchange Online retires password login for SMTP: from the end of December 2026 it is off by "
                    + "default in existing tenants and unavailable by default in new ones; the date of its final removal is to be announced in "
                    + "the second half of 2027";

    /** The way out. */
    public static final String WAY_OUT =
            "Move to OAuth with mailswitch.smtp.auth=oauth2, or to Graph with mailswitch.transport=graph.";

    /**
     * How many messages a mailbox hands in at once. Exchange Online refuses the fourth (Microsoft, "Message storage and concurrent connection
     * throttling for SMTP Authenticated Submission"); one place is left to whoever else uses the mailbox.
     */
    public static final int AT_ONCE = 2;

    private static final List<String> DOMAINS =
            List.of("office365.com", "office365.us", "partner.outlook.cn", "outlook.office.com");

    private ExchangeOnline() {}

    /**
     * Tells whether a host is Exchange Online's for submission by a mailbox, in any cloud.
     *
     * @param host a host name
     * @return true for smtp.office365.com and its like; false for its mail exchangers, for High Volume Email and everything else
     */
    public static boolean isSubmissionHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return !name.startsWith("smtp-hve.")
                && DOMAINS.stream().anyMatch(domain -> name.equals(domain) || name.endsWith('.' + domain));
    }
}

package io.mailswitch.testkit.internal.entra;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What tokens are for: the APIs of Microsoft's clouds that have to do with mail. */
enum Resource {
    GRAPH(
            List.of("Mail.Send", "Mail.ReadWrite"),
            "https://graph.microsoft.com",
            "https://graph.microsoft.us",
            "https://dod-graph.microsoft.us",
            "https://microsoftgraph.chinacloudapi.cn"),
    OUTLOOK(
            List.of("SMTP.SendAsApp"),
            "https://outlook.office365.com",
            "https://outlook.office.com",
            "https://outlook.office365.us",
            "https://outlook-dod.office365.us",
            "https://partner.outlook.cn");

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> roles;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> audiences;

    Resource(List<String> roles, String... audiences) {
        this.roles = roles;
        this.audiences = List.of(audiences);
    }

    /** The application permissions that are granted unless a test says otherwise. */
    List<String> roles() {
        return roles;
    }

    boolean has(String audience) {
        return audiences.contains(audience);
    }

    static Optional<Resource> of(String audience) {
        return Arrays.stream(values())
                .filter(resource -> resource.has(audience))
                .findFirst();
    }
}

package io.mailswitch.smtp.realserver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RealMailServerBuilder} gathered; meaning and defaults of each are told there.
 */
record ServerSettings(
        PemIdentity identity,
        String oldestTls,
        String newestTls,
        @Nullable String clientCa,
        Map<String, String> accounts,
        List<String> mechanisms,
        List<String> hiddenExtensions,
        long maxMessageBytes,
        Map<String, String> refusedRecipients,
        Map<String, String> postfixSettings) {
    ServerSettings {
        accounts = Map.copyOf(accounts);
        mechanisms = List.copyOf(mechanisms);
        hiddenExtensions = List.copyOf(hiddenExtensions);
        refusedRecipients = Map.copyOf(refusedRecipients);
        postfixSettings = Map.copyOf(postfixSettings);
    }
}

package io.mailswitch.internal.config;

import io.mailswitch.EmailAddress;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.internal.recipients.RecipientPattern;
import io.mailswitch.internal.recipients.RecipientRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads who may get mail. */
final class RecipientReading {
    private RecipientReading() {}

    static RecipientRules read(Reader reader) {
        Optional<EmailAddress> redirectTo = reader.find(CoreKeys.REDIRECT_TO);
        List<RecipientPattern> allowed = reader.find(CoreKeys.ALLOW_RECIPIENTS)
                .map(text -> patterns(reader, text))
                .orElse(List.of());
        return new RecipientRules(redirectTo.orElse(null), allowed);
    }

    private static List<RecipientPattern> patterns(Reader reader, String text) {
        List<RecipientPattern> patterns = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String pattern = part.strip();
            try {
                patterns.add(RecipientPattern.parse(pattern));
            } catch (IllegalArgumentException e) {
                reader.problem(
                        CoreKeys.ALLOW_RECIPIENTS,
                        pattern.isEmpty()
                                ? "has an empty pattern"
                                : "has the pattern " + Problems.shown(pattern) + ", which " + e.getMessage(),
                        "write patterns such as *@contoso.com or ops-*@contoso.com, separated by commas");
            }
        }
        return patterns;
    }
}

package io.mailswitch.jakarta.internal.session;

import io.mailswitch.Secret;
import io.mailswitch.config.MailConfig;
import java.util.List;
import java.util.Optional;

/**
 * What a session comes down to.
 *
 * @param config all settings: those of the program and its surroundings, and beneath them those of the session
 * @param token an access token that the session gives as its password
 * @param passwordMissing whether signing in needs a password that nobody has given yet
 * @param findings what the session asks for and does not get
 */
public record SessionPlan(MailConfig config, Optional<Secret> token, boolean passwordMissing, List<Finding> findings) {
    /** Copies the list. */
    public SessionPlan {
        findings = List.copyOf(findings);
    }
}

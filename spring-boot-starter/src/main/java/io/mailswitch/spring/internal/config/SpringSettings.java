package io.mailswitch.spring.internal.config;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.MailConfig;
import io.mailswitch.jakarta.internal.session.ConnectRequest;
import io.mailswitch.jakarta.internal.session.SessionConfig;
import io.mailswitch.jakarta.internal.session.SessionPlan;
import io.mailswitch.jakarta.internal.session.Treatment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** What an application has set: {@code mailswitch.*}, and beneath it {@code spring.mail.*}. Immutable. */
public final class SpringSettings {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.spring");

    private final EnvironmentSettings own;
    private final SpringMail mail;

    private SpringSettings(EnvironmentSettings own, SpringMail mail) {
        this.own = own;
        this.mail = mail;
    }

    /**
     * Reads the environment.
     *
     * @param environment the environment
     * @param loader where transports are looked for, whose keys are then known
     * @return the settings
     * @throws ConfigurationException when a placeholder is left open
     */
    public static SpringSettings of(ConfigurableEnvironment environment, @Nullable ClassLoader loader) {
        return new SpringSettings(
                EnvironmentSettings.of(environment, KnownKeys.find(loader)), SpringMail.of(environment));
    }

    /**
     * Tells whether the application says how to send.
     *
     * @return true when there is a setting of Mailswitch, or a server in {@code spring.mail.host}
     */
    public boolean saysHowToSend() {
        return !own.config().isEmpty() || mail.namesServer();
    }

    /**
     * Returns the senders that have settings of their own.
     *
     * @return their names
     */
    public Set<String> senders() {
        return own.senders();
    }

    /**
     * Returns the {@code spring.mail.*} properties.
     *
     * @return the properties
     */
    public SpringMail mail() {
        return mail;
    }

    /**
     * Puts both together; {@code mailswitch.*} wins.
     *
     * @return the configuration
     * @throws ConfigurationException when a password is asked for and there is none
     */
    public MailConfig config() {
        if (!mail.saysAnything()) {
            return own.config();
        }
        SessionPlan plan = SessionConfig.of(
                new ConnectRequest(
                        mail.session(),
                        mail.protocol(),
                        mail.host(),
                        mail.port() == null ? -1 : mail.port(),
                        mail.username(),
                        mail.password()),
                own.config());
        plan.findings().forEach(finding -> {
            if (finding.treatment() == Treatment.REPLACED) {
                LOG.warn("spring.mail.properties: {}", finding);
            } else {
                LOG.info("spring.mail.properties: {}", finding);
            }
        });
        if (plan.passwordMissing()) {
            throw new ConfigurationException(List.of(new ConfigProblem(
                    "spring.mail.password",
                    null,
                    null,
                    "is missing, and signing in by password is asked for",
                    "set it, or mailswitch.smtp.auth=oauth2 to sign in by tokens")));
        }
        return plan.config();
    }

    /**
     * Returns the bundle for SMTP.
     *
     * @return its name, from {@code mailswitch.smtp.ssl-bundle} or {@code spring.mail.ssl.bundle}
     */
    public Optional<String> smtpBundle() {
        return springOnly(SpringKeys.SMTP_BUNDLE).or(mail::bundle);
    }

    /**
     * Returns the bundle for HTTPS.
     *
     * @return its name
     */
    public Optional<String> httpBundle() {
        return springOnly(SpringKeys.HTTP_BUNDLE);
    }

    /**
     * Reads a setting that only the starter has.
     *
     * @param key one of {@link SpringKeys}
     * @param <T> its type
     * @return the value or its default
     * @throws ConfigurationException when it cannot be read
     */
    public <T> Optional<T> springOnly(ConfigKey<T> key) {
        Optional<String> text =
                Optional.ofNullable(own.springOnly().get(key.name())).or(key::defaultText);
        try {
            return text.map(key::parse);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of(new ConfigProblem(
                    key.name(), text.orElse(null), null, "is " + e.getMessage(), "write " + key.form())));
        }
    }
}

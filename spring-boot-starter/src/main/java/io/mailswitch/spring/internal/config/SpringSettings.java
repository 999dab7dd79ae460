package io.mailswitch.spring.internal.config;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.Secret;
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

/**
 * What an application has set: {@code mailswitch.*}, and beneath it {@code spring.mail.*}. Which senders there are is known without a value
 * being complete, so that beans can be laid out ahead of time.
 */
public final class SpringSettings {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.spring");

    /** Stands where a token will, so that a session which takes its passwords for tokens can be known before it has one. */
    private static final String NO_TOKEN_YET = "-";

    private final EnvironmentSettings own;
    private final ConfigurableEnvironment environment;

    private SpringSettings(EnvironmentSettings own, ConfigurableEnvironment environment) {
        this.own = own;
        this.environment = environment;
    }

    /**
     * Reads the environment.
     *
     * @param environment the environment
     * @param loader where transports are looked for, whose keys are then known
     * @return the settings
     */
    public static SpringSettings of(ConfigurableEnvironment environment, @Nullable ClassLoader loader) {
        return new SpringSettings(EnvironmentSettings.of(environment, KnownKeys.find(loader)), environment);
    }

    /**
     * Tells whether the application says how to send.
     *
     * @return true when there is a setting of Mailswitch, or a server in {@code spring.mail.host}, or a session in {@code spring.mail.jndi-name}
     */
    public boolean saysHowToSend() {
        return !own.isEmpty() || SpringMail.namesServer(environment);
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
     * @throws org.springframework.boot.context.properties.bind.BindException when they cannot be read, or a placeholder is left open
     */
    public SpringMail mail() {
        return SpringMail.of(environment);
    }

    /**
     * Puts both together; {@code mailswitch.*} wins.
     *
     * @return the configuration
     * @throws ConfigurationException when a placeholder is left open, or a password is asked for and there is none
     */
    public MailConfig config() {
        SpringMail mail = mail();
        if (!mail.saysAnything()) {
            return own.config();
        }
        SessionPlan plan = plan(mail.request());
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

    private SessionPlan plan(ConnectRequest request) {
        SessionPlan plan = SessionConfig.of(request, own.config());
        if (!plan.passwordMissing()) {
            return plan;
        }
        SessionPlan later = SessionConfig.of(
                new ConnectRequest(
                        request.session(),
                        request.protocol(),
                        request.host(),
                        request.port(),
                        request.user(),
                        NO_TOKEN_YET),
                own.config());
        return later.token().isPresent() ? later : plan;
    }

    /**
     * Tells whether the session properties ask for XOAUTH2, so that passwords are access tokens, and nothing in {@code mailswitch.*} says where
     * tokens come from.
     *
     * @return true for such an application
     */
    public boolean takesPasswordsForTokens() {
        return !own.namesEntra()
                && mail().saysAnything()
                && plan(mail().request()).token().isPresent();
    }

    /**
     * Returns the token that stands in the place of a password.
     *
     * @return the token; empty where there is none yet
     */
    public Optional<Secret> tokenGivenAsPassword() {
        ConnectRequest request = mail().request();
        String password = request.password();
        return password == null || password.isBlank()
                ? Optional.empty()
                : plan(request).token();
    }

    /**
     * Returns the bundle for SMTP.
     *
     * @return its name, from {@code mailswitch.smtp.ssl-bundle} or {@code spring.mail.ssl.bundle}
     */
    public Optional<String> smtpBundle() {
        return springOnly(SpringKeys.SMTP_BUNDLE).or(() -> mail().bundle());
    }

    /**
     * Returns which key names the bundle for SMTP, for what is said about it.
     *
     * @return the key that the application has set
     */
    public String smtpBundleKey() {
        return springOnly(SpringKeys.SMTP_BUNDLE).isPresent()
                ? SpringKeys.SMTP_BUNDLE.name()
                : "spring.mail.ssl.bundle";
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

package io.mailswitch.graph;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import io.mailswitch.config.Cloud;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.config.UnsupportedPolicy;
import io.mailswitch.entra.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How mail goes through Graph; read from {@link GraphKeys} and the core's keys, or built in code for
 * {@link GraphTransport#over}. Immutable.
 */
public final class GraphConfig {
    /** Defined by the SMTP transport, which need not be there; a program that moves to Graph has it set. */
    private static final ConfigKey<String> SMTP_USERNAME = ConfigKey.text(
            "mailswitch.smtp.username", "a user name, mostly an address", "The user name of the SMTP transport.");

    private final @Nullable EmailAddress mailbox;
    private final @Nullable EmailAddress defaultMailbox;
    private final URI baseUrl;
    private final String scope;
    private final boolean saveToSentItems;
    private final boolean verifyUnknown;
    private final Duration verifyTimeout;
    private final int maxConcurrent;
    private final long maxMessageSize;
    private final Duration requestTimeout;
    private final Duration maxWait;
    private final UnsupportedPolicy unsupported;
    private final HttpSettings http;

    private GraphConfig(Builder builder) {
        mailbox = builder.mailbox;
        defaultMailbox = builder.defaultMailbox;
        baseUrl = builder.baseUrl == null ? URI.create(builder.cloud.graphRoot() + "/v1.0") : builder.baseUrl;
        scope = builder.scope == null ? builder.cloud.graphScope() : builder.scope;
        saveToSentItems = builder.saveToSentItems;
        verifyUnknown = builder.verifyUnknown;
        verifyTimeout = builder.verifyTimeout;
        maxConcurrent = builder.maxConcurrent;
        maxMessageSize = builder.maxMessageSize;
        requestTimeout = builder.requestTimeout;
        maxWait = builder.maxWait;
        unsupported = builder.unsupported;
        http = builder.http;
    }

    /**
     * Starts with the defaults that {@link GraphKeys} names and the global cloud.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the settings; problems go to the reader.
     *
     * @param config the settings
     * @return what was read, with the default in place of anything bad
     */
    static GraphConfig read(ConfigReader config) {
        Builder builder = builder()
                .cloud(config.get(CoreKeys.CLOUD))
                .saveToSentItems(config.get(GraphKeys.SAVE_TO_SENT_ITEMS))
                .verifyUnknown(config.get(GraphKeys.VERIFY_UNKNOWN))
                .verifyTimeout(config.get(GraphKeys.VERIFY_TIMEOUT))
                .maxConcurrent(config.get(GraphKeys.MAX_CONCURRENT))
                .maxMessageSize(config.get(GraphKeys.MAX_MESSAGE_SIZE))
                .requestTimeout(config.get(GraphKeys.REQUEST_TIMEOUT))
                .maxWait(config.get(GraphKeys.MAX_WAIT))
                .unsupported(config.get(CoreKeys.UNSUPPORTED))
                .http(HttpSettings.read(config));
        config.find(GraphKeys.MAILBOX)
                .or(() -> config.find(SMTP_USERNAME).flatMap(GraphConfig::address))
                .ifPresent(builder::mailbox);
        config.find(CoreKeys.FROM).map(Mailbox::address).ifPresent(builder::defaultMailbox);
        config.find(GraphKeys.SCOPE).ifPresent(builder::scope);
        config.find(GraphKeys.BASE_URL).ifPresent(url -> {
            Optional<String> problem = problemOf(url);
            if (problem.isPresent()) {
                config.problem(
                        GraphKeys.BASE_URL,
                        problem.get(),
                        "write an https URL such as https://graph.microsoft.com/v1.0");
            } else {
                builder.baseUrl(url);
            }
        });
        return builder.build();
    }

    private static Optional<EmailAddress> address(String username) {
        try {
            return username.contains("@") ? Optional.of(EmailAddress.of(username)) : Optional.empty();
        } catch (InvalidMessageException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> problemOf(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            return Optional.of("is not https, so that mail and token would travel in clear");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return Optional.of("has no host name alone between // and the path");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            return Optional.of("has a query or fragment");
        }
        return Optional.empty();
    }

    /**
     * Returns the mailbox that sends.
     *
     * @return the mailbox, or empty where the From of each message names it
     */
    public Optional<EmailAddress> mailbox() {
        return Optional.ofNullable(mailbox);
    }

    /**
     * Returns the mailbox of messages that name no author, which {@code check()} probes where no other is set.
     *
     * @return the mailbox, or empty
     */
    public Optional<EmailAddress> defaultMailbox() {
        return Optional.ofNullable(defaultMailbox);
    }

    /**
     * Returns where Graph answers.
     *
     * @return an https URL, version included, without a slash at its end
     */
    public URI baseUrl() {
        return baseUrl;
    }

    /**
     * Returns the scope that tokens are asked for.
     *
     * @return such as {@code https://graph.microsoft.com/.default}
     */
    public String scope() {
        return scope;
    }

    /**
     * Tells whether a copy goes to Sent Items where the message does not say.
     *
     * @return true by default
     */
    public boolean saveToSentItems() {
        return saveToSentItems;
    }

    /**
     * Tells whether Sent Items are searched for a message whose outcome is unknown.
     *
     * @return false by default
     */
    public boolean verifyUnknown() {
        return verifyUnknown;
    }

    /**
     * Returns how long an unknown outcome is looked into.
     *
     * @return above zero, 30 s by default
     */
    public Duration verifyTimeout() {
        return verifyTimeout;
    }

    /**
     * Returns how many messages are under way for one mailbox at once.
     *
     * @return at least 1, 4 by default
     */
    public int maxConcurrent() {
        return maxConcurrent;
    }

    /**
     * Returns the largest message that is tried.
     *
     * @return octets of the MIME message, 35 MB by default
     */
    public long maxMessageSize() {
        return maxMessageSize;
    }

    /**
     * Returns how long one request may take.
     *
     * @return above zero, 2 minutes by default
     */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /**
     * Returns how long a message waits for its turn or for the end of a pause.
     *
     * @return not negative, 1 minute by default
     */
    public Duration maxWait() {
        return maxWait;
    }

    /**
     * Returns what happens to a message that the path it must take cannot carry whole.
     *
     * @return the policy, an error by default
     */
    public UnsupportedPolicy unsupported() {
        return unsupported;
    }

    /**
     * Returns how HTTPS leaves this machine.
     *
     * @return the settings
     */
    public HttpSettings http() {
        return http;
    }

    /** Returns what a person debugging wants to see; no address. */
    @Override
    public String toString() {
        return "GraphConfig[" + baseUrl + ", mailbox " + (mailbox == null ? "of each message" : "configured")
                + ", max concurrent " + maxConcurrent + ", max message size " + maxMessageSize + ']';
    }

    /** Collects the values of a {@link GraphConfig}. Not thread-safe. */
    public static final class Builder {
        private @Nullable EmailAddress mailbox;
        private @Nullable EmailAddress defaultMailbox;
        private Cloud cloud = Cloud.GLOBAL;
        private @Nullable URI baseUrl;
        private @Nullable String scope;
        private boolean saveToSentItems = true;
        private boolean verifyUnknown;
        private Duration verifyTimeout = Duration.ofSeconds(30);
        private int maxConcurrent = 4;
        private long maxMessageSize = 35L << 20;
        private Duration requestTimeout = Duration.ofMinutes(2);
        private Duration maxWait = Duration.ofMinutes(1);
        private UnsupportedPolicy unsupported = UnsupportedPolicy.ERROR;
        private HttpSettings http = HttpSettings.defaults();

        private Builder() {}

        /**
         * Sets the mailbox that sends; without it the From of each message names it.
         *
         * @param value the mailbox
         * @return this
         */
        public Builder mailbox(EmailAddress value) {
            mailbox = Objects.requireNonNull(value, "mailbox");
            return this;
        }

        /**
         * Sets the mailbox of messages that name no author.
         *
         * @param value the mailbox
         * @return this
         */
        public Builder defaultMailbox(EmailAddress value) {
            defaultMailbox = Objects.requireNonNull(value, "defaultMailbox");
            return this;
        }

        /**
         * Sets the cloud, which gives base URL and scope where they are not set.
         *
         * @param value the cloud
         * @return this
         */
        public Builder cloud(Cloud value) {
            cloud = Objects.requireNonNull(value, "cloud");
            return this;
        }

        /**
         * Sets where Graph answers.
         *
         * @param value an https URL, version included
         * @return this
         * @throws IllegalArgumentException when it is not https, or more than host and path
         */
        public Builder baseUrl(URI value) {
            problemOf(value).ifPresent(problem -> {
                throw new IllegalArgumentException("baseUrl " + problem);
            });
            String text = value.toString();
            baseUrl = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : value;
            return this;
        }

        /**
         * Sets the scope that tokens are asked for.
         *
         * @param value such as {@code https://graph.microsoft.com/.default}
         * @return this
         */
        public Builder scope(String value) {
            scope = Objects.requireNonNull(value, "scope");
            return this;
        }

        /**
         * Sets whether a copy goes to Sent Items where the message does not say.
         *
         * @param value true by default
         * @return this
         */
        public Builder saveToSentItems(boolean value) {
            saveToSentItems = value;
            return this;
        }

        /**
         * Sets whether Sent Items are searched for a message whose outcome is unknown.
         *
         * @param value false by default
         * @return this
         */
        public Builder verifyUnknown(boolean value) {
            verifyUnknown = value;
            return this;
        }

        /**
         * Sets how long an unknown outcome is looked into.
         *
         * @param value above zero
         * @return this
         */
        public Builder verifyTimeout(Duration value) {
            verifyTimeout = positive("verifyTimeout", value);
            return this;
        }

        /**
         * Sets how many messages are under way for one mailbox at once.
         *
         * @param value at least 1
         * @return this
         */
        public Builder maxConcurrent(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxConcurrent was " + value + ", must be at least 1");
            }
            maxConcurrent = value;
            return this;
        }

        /**
         * Sets the largest message that is tried.
         *
         * @param value octets of the MIME message, at least 1
         * @return this
         */
        public Builder maxMessageSize(long value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxMessageSize was " + value + ", must be at least 1");
            }
            maxMessageSize = value;
            return this;
        }

        /**
         * Sets how long one request may take.
         *
         * @param value above zero
         * @return this
         */
        public Builder requestTimeout(Duration value) {
            requestTimeout = positive("requestTimeout", value);
            return this;
        }

        /**
         * Sets how long a message waits for its turn or for the end of a pause.
         *
         * @param value not negative
         * @return this
         */
        public Builder maxWait(Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("maxWait was " + value + ", must not be negative");
            }
            maxWait = value;
            return this;
        }

        /**
         * Sets what happens to a message that the path it must take cannot carry whole.
         *
         * @param value the policy
         * @return this
         */
        public Builder unsupported(UnsupportedPolicy value) {
            unsupported = Objects.requireNonNull(value, "unsupported");
            return this;
        }

        /**
         * Sets how HTTPS leaves this machine.
         *
         * @param value the settings
         * @return this
         */
        public Builder http(HttpSettings value) {
            http = Objects.requireNonNull(value, "http");
            return this;
        }

        private static Duration positive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + " was " + value + ", must be above zero");
            }
            return value;
        }

        /**
         * Makes the settings.
         *
         * @return immutable settings
         */
        public GraphConfig build() {
            return new GraphConfig(this);
        }
    }
}

package io.mailswitch.graph;

import io.mailswitch.EmailAddress;
import io.mailswitch.config.ConfigKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The settings of the Graph transport, {@code mailswitch.graph.*}. */
public final class GraphKeys {
    /** The mailbox that sends: its Sent Items keep the copy and its limits count. */
    public static final ConfigKey<EmailAddress> MAILBOX = ConfigKey.address(
            "mailswitch.graph.mailbox",
            "The mailbox that sends. Without it, mailswitch.smtp.username where that is an address, else the From of each message.");

    /** Where Graph answers, version included. */
    public static final ConfigKey<URI> BASE_URL = ConfigKey.uri(
            "mailswitch.graph.base-url",
            "an https URL such as https://graph.microsoft.com/v1.0",
            "Where Graph answers, version included. Without it, that of mailswitch.cloud.");

    /** The scope that tokens are asked for. */
    public static final ConfigKey<String> SCOPE = ConfigKey.text(
            "mailswitch.graph.scope",
            "a scope such as https://graph.microsoft.com/.default",
            "The scope that tokens are asked for. Without it, that of mailswitch.cloud.");

    /** Whether a copy goes to Sent Items where the message does not say. */
    public static final ConfigKey<Boolean> SAVE_TO_SENT_ITEMS = ConfigKey.flag(
                    "mailswitch.graph.save-to-sent-items",
                    "Whether a copy is kept in Sent Items where the message itself does not say. Without a copy a message can only go as JSON.")
            .withDefault("true");

    /** Whether Sent Items are searched when the answer to a send was lost. */
    public static final ConfigKey<Boolean> VERIFY_UNKNOWN = ConfigKey.flag(
                    "mailswitch.graph.verify-unknown",
                    "Whether Sent Items are searched for a message whose outcome is unknown; needs the permission Mail.ReadBasic.")
            .withDefault("false");

    /** How long an unknown outcome is looked into. */
    public static final ConfigKey<Duration> VERIFY_TIMEOUT = ConfigKey.duration(
                    "mailswitch.graph.verify-timeout",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(10),
                    "How long an unknown outcome is looked into before it is reported as unknown.")
            .withDefault("30s");

    /** How many messages are on their way for one mailbox at the same time. */
    public static final ConfigKey<Integer> MAX_CONCURRENT = ConfigKey.integer(
                    "mailswitch.graph.max-concurrent",
                    1,
                    64,
                    "How many requests are under way for one mailbox at once. Exchange Online refuses more than 4.")
            .withDefault("4");

    /** The largest message that is tried. */
    public static final ConfigKey<Long> MAX_MESSAGE_SIZE = ConfigKey.bytes(
                    "mailswitch.graph.max-message-size",
                    1,
                    150L << 20,
                    "The largest message that the tenant takes, encoded; up to 150MB, if an administrator raised the limit of the mailbox.")
            .withDefault("35MB");

    /** How long one request may take from first to last byte. */
    public static final ConfigKey<Duration> REQUEST_TIMEOUT = ConfigKey.duration(
                    "mailswitch.graph.request-timeout",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(30),
                    "How long one request, of at most 4 MB, may take from connecting to the end of its answer.")
            .withDefault("2m");

    /** How long a message waits for its turn. */
    public static final ConfigKey<Duration> MAX_WAIT = ConfigKey.duration(
                    "mailswitch.graph.max-wait",
                    Duration.ZERO,
                    Duration.ofHours(1),
                    "How long a message waits for its turn, or for the end of a pause that Exchange Online asked for.")
            .withDefault("1m");

    private static final List<ConfigKey<?>> ALL = List.of(
            MAILBOX,
            BASE_URL,
            SCOPE,
            SAVE_TO_SENT_ITEMS,
            VERIFY_UNKNOWN,
            VERIFY_TIMEOUT,
            MAX_CONCURRENT,
            MAX_MESSAGE_SIZE,
            REQUEST_TIMEOUT,
            MAX_WAIT);

    private GraphKeys() {}

    /**
     * Returns all of them.
     *
     * @return the keys, in the order in which documentation lists them
     */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }
}

package io.mailswitch.config;

import io.mailswitch.EmailAddress;
import io.mailswitch.Mailbox;
import io.mailswitch.Secret;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The settings that belong to no single transport. */
public final class CoreKeys {
    /** Which transport sends. Without it: the only one on the class path, else {@code smtp}. */
    public static final ConfigKey<String> TRANSPORT = ConfigKey.text(
            "mailswitch.transport",
            "smtp | graph | file | log | memory | failover:graph,smtp",
            "Which transport sends; with failover: several, the next when one before it cannot. Without it, the scheme of mailswitch.url, "
                    + "else the only transport on the class path, else smtp.");

    /** A transport with its server and sign-in in one line. Secret, since it may hold a password. */
    public static final ConfigKey<Secret> URL = ConfigKey.secret(
            "mailswitch.url",
            "Transport, server and sign-in in one line, such as smtp://user@host:587?auth=oauth2, smtps://host or graph://mailbox@domain. "
                    + "Other keys follow as query parameters. A secret, since it may hold a password.");

    /** The sender of messages that name none. */
    public static final ConfigKey<Mailbox> FROM =
            ConfigKey.mailbox("mailswitch.from", "The sender of messages that name none.");

    /** Which Microsoft cloud the tenant lives in. */
    public static final ConfigKey<Cloud> CLOUD = ConfigKey.choice(
                    "mailswitch.cloud",
                    Cloud.class,
                    "The Microsoft cloud of the tenant; sets sign-in, Graph and SMTP addresses.")
            .withDefault("global");

    /** What happens to a message that the transport cannot carry whole. */
    public static final ConfigKey<UnsupportedPolicy> UNSUPPORTED = ConfigKey.choice(
                    "mailswitch.unsupported",
                    UnsupportedPolicy.class,
                    "What happens to a message with a feature that the transport cannot carry: refused, or sent without it and logged.")
            .withDefault("error");

    /** Whether a message goes out to the recipients that are left when some are refused. */
    public static final ConfigKey<Boolean> PARTIAL_SUBMISSION = ConfigKey.flag(
                    "mailswitch.partial-submission",
                    "Whether a message is sent to the accepted recipients when the server refuses others; else it is sent to none.")
            .withDefault("false");

    /** Who gets mail in place of its recipients, in systems that are not in production. */
    public static final ConfigKey<EmailAddress> REDIRECT_TO = ConfigKey.address(
            "mailswitch.redirect-to",
            "For systems that are not in production: gets each mail in place of its recipients, who are named in X-Mailswitch-Original-"
                    + " fields, but for those whom mailswitch.allow-recipients names.");

    /** Who may get mail, in systems that are not in production. */
    public static final ConfigKey<String> ALLOW_RECIPIENTS = ConfigKey.text(
            "mailswitch.allow-recipients",
            "patterns such as *@contoso.com, separated by commas",
            "For systems that are not in production: who may get mail. Mail to others goes to mailswitch.redirect-to, or is refused"
                    + " without one. * stands for any characters, ? for one, each on its side of the @.");

    /** How long closing waits. */
    public static final ConfigKey<Duration> CLOSE_TIMEOUT = ConfigKey.duration(
                    "mailswitch.close-timeout",
                    Duration.ZERO,
                    Duration.ofHours(1),
                    "How long closing a sender waits for messages under way before it cuts them off.")
            .withDefault("10s");

    private static final List<ConfigKey<?>> ALL = Stream.of(
                    List.of(
                            TRANSPORT,
                            URL,
                            FROM,
                            CLOUD,
                            UNSUPPORTED,
                            PARTIAL_SUBMISSION,
                            REDIRECT_TO,
                            ALLOW_RECIPIENTS,
                            CLOSE_TIMEOUT),
                    PolicyKeys.all())
            .flatMap(List::stream)
            .toList();

    private CoreKeys() {}

    /**
     * Returns all of them, those of policies too.
     *
     * @return the keys, in the order in which documentation lists them
     */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }
}

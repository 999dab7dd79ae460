package io.mailswitch.jakarta.internal.session;

import io.mailswitch.config.MailConfig;
import jakarta.mail.Session;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Finds what is configured, the session's properties of Jakarta Mail aside. */
public final class Configured {
    /** Names one of several senders, {@code mailswitch.senders.<name>.*}, for all messages of a session. */
    public static final String SENDER = "mail.mailswitch.sender";

    private static final String PREFIX = "mailswitch.";

    private Configured() {}

    /**
     * Reads file, environment and system properties, and over them the {@code mailswitch.*} properties of the session, which belong to it
     * alone.
     *
     * @param session the session
     * @return the settings
     * @throws IllegalArgumentException when {@value #SENDER} is no name of a sender
     */
    public static MailConfig of(Session session) {
        MailConfig surroundings = MailConfig.load();
        Map<String, String> own = own(session.getProperties());
        MailConfig config = own.isEmpty()
                ? surroundings
                : MailConfig.builder().map("session properties", own).build().withDefaults(surroundings);
        String sender = session.getProperty(SENDER);
        return sender == null || sender.isBlank() ? config : config.sender(sender.strip());
    }

    /** Many programs make a session of all system properties; those are read already. */
    private static Map<String, String> own(Properties properties) {
        Map<String, String> own = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name);
            if (name.startsWith(PREFIX) && value != null && !value.equals(System.getProperty(name))) {
                own.put(name, value);
            }
        }
        return own;
    }
}

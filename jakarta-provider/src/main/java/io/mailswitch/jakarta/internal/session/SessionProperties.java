package io.mailswitch.jakarta.internal.session;

import jakarta.mail.Session;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a session that belong to one protocol: {@code mail.<protocol>.*}, for the protocol {@code mailswitch} also
 * {@code mail.smtp.*}. Values that cannot be read count as not set, as they do for Angus.
 */
public final class SessionProperties {
    private final Properties properties;
    private final List<String> prefixes;

    /**
     * Looks at the properties of a session.
     *
     * @param session the session
     * @param protocol the protocol, such as {@code smtp}
     */
    public SessionProperties(Session session, String protocol) {
        properties = session.getProperties();
        String own = "mail." + protocol + '.';
        prefixes = protocol.equals("mailswitch") ? List.of(own, "mail.smtp.") : List.of(own);
    }

    /**
     * Returns the full name under which a property is set.
     *
     * @param suffix its name without {@code mail.<protocol>.}
     * @return the name that is set, else the one it would have
     */
    public String name(String suffix) {
        return prefixes.stream()
                .map(prefix -> prefix + suffix)
                .filter(name -> value(name) != null)
                .findFirst()
                .orElse(prefixes.get(0) + suffix);
    }

    /**
     * Returns a property as it is, an object too.
     *
     * @param suffix its name without {@code mail.<protocol>.}
     * @return the value, or empty where it is not set
     */
    public Optional<Object> object(String suffix) {
        return Optional.ofNullable(value(name(suffix)));
    }

    /**
     * Returns a property as text.
     *
     * @param suffix its name without {@code mail.<protocol>.}
     * @return the text without blanks around it; empty where nothing is left
     */
    public Optional<String> text(String suffix) {
        return object(suffix).map(value -> value.toString().strip()).filter(text -> !text.isEmpty());
    }

    /**
     * Returns a property of all protocols.
     *
     * @param name its whole name, such as {@code mail.host}
     * @return the text without blanks around it; empty where nothing is left
     */
    public Optional<String> general(String name) {
        return Optional.ofNullable(value(name))
                .map(value -> value.toString().strip())
                .filter(text -> !text.isEmpty());
    }

    /**
     * Returns a number.
     *
     * @param suffix its name without {@code mail.<protocol>.}
     * @return the number; empty where there is none
     */
    public Optional<Long> number(String suffix) {
        try {
            return text(suffix).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Tells whether a flag is set to true.
     *
     * @param suffix its name without {@code mail.<protocol>.}
     * @return true for true in any case
     */
    public boolean isTrue(String suffix) {
        return text(suffix).filter("true"::equalsIgnoreCase).isPresent();
    }

    /**
     * Tells whether a flag is set to false.
     *
     * @param suffix its name without {@code mail.<protocol>.}
     * @return true for false in any case
     */
    public boolean isFalse(String suffix) {
        return text(suffix).filter("false"::equalsIgnoreCase).isPresent();
    }

    /** Objects are put without setProperty, and inherited texts are found by getProperty only. */
    private @Nullable Object value(String name) {
        Object value = properties.get(name);
        return value == null ? properties.getProperty(name) : value;
    }
}

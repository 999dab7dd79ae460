package io.mailswitch.smtp.internal.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds settings of Jakarta Mail ({@code mail.smtp.*}, {@code mail.smtps.*}) and of the JDK that would weaken TLS. None of them takes effect
 * here: nothing reads them but this class, which makes a report of them.
 */
public final class LegacyMailProperties {
    /**
     * A setting that is not followed.
     *
     * @param key its name
     * @param value what it was set to
     * @param text what is done instead
     */
    public record Finding(String key, String value, String text) {
        /** Returns key, value and what is done instead. */
        @Override
        public String toString() {
            return key + '=' + value + " is not followed: " + text;
        }
    }

    private record Rule(String name, Predicate<String> weak, String text) {}

    private static final Pattern MAIL = Pattern.compile("mail\\.smtps?\\.(.+)");

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "ssl.protocols",
                    LegacyMailProperties::namesOldTls,
                    "TLS 1.2 and TLS 1.3 are used and nothing older; remove the setting"),
            new Rule(
                    "ssl.trust",
                    value -> true,
                    "the certificate and its host name are always checked; for a private authority use mailswitch.smtp.ca-file"),
            new Rule(
                    "ssl.checkserveridentity",
                    value -> value.equalsIgnoreCase("false"),
                    "the host name is always checked; remove the setting"),
            new Rule(
                    "starttls.required",
                    value -> value.equalsIgnoreCase("false"),
                    "nothing is sent in clear text; remove the setting"),
            new Rule(
                    "starttls.enable",
                    value -> value.equalsIgnoreCase("false"),
                    "nothing is sent in clear text; remove the setting, or use mailswitch.smtp.tls=implicit where that was meant"),
            new Rule("socketFactory.class", value -> true, "sockets are made and checked here; " + trustInstead()),
            new Rule("socketFactory", value -> true, "sockets are made and checked here; " + trustInstead()),
            new Rule(
                    "socketFactory.fallback",
                    value -> value.equalsIgnoreCase("true"),
                    "there is no fallback to clear text"),
            new Rule("ssl.socketFactory.class", value -> true, "sockets are made and checked here; " + trustInstead()),
            new Rule("ssl.socketFactory", value -> true, "sockets are made and checked here; " + trustInstead()),
            new Rule(
                    "ssl.hostnameverifier.class",
                    value -> true,
                    "the host name is checked by the JDK; remove the setting"),
            new Rule("ssl.hostnameverifier", value -> true, "the host name is checked by the JDK; remove the setting"));

    private LegacyMailProperties() {}

    private static String trustInstead() {
        return "for a private authority use mailswitch.smtp.ca-file, for a client certificate mailswitch.smtp.key-store";
    }

    private static boolean namesOldTls(String value) {
        return Arrays.stream(value.trim().split("[\\s,]+"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> !name.equals("tlsv1.2") && !name.equals("tlsv1.3"));
    }

    /**
     * Looks through properties, those of the system or those that a mail session was made from.
     *
     * @param properties the properties; values that are no strings count as set
     * @return what is not followed, in the order of the keys
     */
    public static List<Finding> inspect(Properties properties) {
        List<Finding> findings = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(properties.stringPropertyNames());
        properties.keySet().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .forEach(names::add);
        for (String name : names) {
            var mail = MAIL.matcher(name);
            Object set = properties.get(name);
            String value = set == null || set instanceof String
                    ? String.valueOf(properties.getProperty(name))
                    : "(" + set.getClass().getName() + ")";
            if (mail.matches()) {
                RULES.stream()
                        .filter(rule -> rule.name().equalsIgnoreCase(mail.group(1))
                                && rule.weak().test(value))
                        .map(rule -> new Finding(name, value, rule.text()))
                        .forEach(findings::add);
            } else if ((name.equals("jdk.tls.client.protocols") || name.equals("https.protocols"))
                    && namesOldTls(value)) {
                findings.add(new Finding(name, value, "TLS 1.2 and TLS 1.3 are used and nothing older"));
            }
        }
        return List.copyOf(findings);
    }
}

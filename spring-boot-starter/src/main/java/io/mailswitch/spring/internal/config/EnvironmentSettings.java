package io.mailswitch.spring.internal.config;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.config.MailConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * All {@code mailswitch.*} properties of Spring's environment: profiles, imported files, command line, variables. Spelt as Spring lets them be
 * spelt, placeholders replaced, each with the place it was written at.
 */
final class EnvironmentSettings {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("mailswitch");
    private static final String ENTRA = ".entra.";
    private static final String VARIABLE_PREFIX = "MAILSWITCH_";

    private final ConfigurableEnvironment environment;
    private final KnownKeys known;
    private final Map<String, String> springOnly = new TreeMap<>();
    private final Set<String> senders = new TreeSet<>();
    private final List<ConfigProblem> open = new ArrayList<>();
    private boolean entra;
    private final MailConfig config;

    private EnvironmentSettings(ConfigurableEnvironment environment, KnownKeys known) {
        this.environment = environment;
        this.known = known;
        this.config = read();
    }

    static EnvironmentSettings of(ConfigurableEnvironment environment, KnownKeys known) {
        return new EnvironmentSettings(environment, known);
    }

    /**
     * Returns the settings of Mailswitch.
     *
     * @throws ConfigurationException when a placeholder is left open
     */
    MailConfig config() {
        if (!open.isEmpty()) {
            throw new ConfigurationException(open);
        }
        return config;
    }

    /** Tells whether there are no settings of Mailswitch, filled or not. */
    boolean isEmpty() {
        return config.isEmpty();
    }

    /** Returns what only the starter reads, by key. */
    Map<String, String> springOnly() {
        return springOnly;
    }

    /** Tells whether a setting says where tokens come from. */
    boolean namesEntra() {
        return entra;
    }

    /** Returns the senders that have settings of their own. */
    Set<String> senders() {
        return senders;
    }

    private MailConfig read() {
        List<ConfigurationPropertySource> weakestFirst = new ArrayList<>();
        ConfigurationPropertySources.from(environment.getPropertySources()).forEach(weakestFirst::add);
        Collections.reverse(weakestFirst);
        MailConfig.Builder builder = MailConfig.builder();
        for (ConfigurationPropertySource source : weakestFirst) {
            if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables) {
                builder.environment(variables(variables));
            } else if (source instanceof IterableConfigurationPropertySource properties) {
                properties(properties)
                        .forEach((key, written) -> builder.map(written.origin(), Map.of(key, written.value())));
            }
        }
        return builder.build();
    }

    private record Written(String value, String origin) {}

    private Map<String, Written> properties(IterableConfigurationPropertySource source) {
        Map<String, Written> found = new LinkedHashMap<>();
        source.stream().filter(ROOT::isAncestorOf).forEach(name -> {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property == null || property.getValue() == null) {
                return;
            }
            boolean ofList = name.isLastElementIndexed();
            String key = known.spelt(text(ofList ? name.getParent() : name));
            String origin = property.getOrigin() == null
                    ? sourceName(source)
                    : property.getOrigin().toString();
            String value = resolved(key, property.getValue().toString(), origin);
            if (isSpringOnly(key)) {
                springOnly.put(key, value);
                return;
            }
            entra |= key.contains(ENTRA);
            rememberSender(key);
            found.merge(
                    key,
                    new Written(value, origin),
                    (before, now) -> ofList ? new Written(before.value() + ", " + now.value(), before.origin()) : now);
        });
        return found;
    }

    /** Core knows what else an orchestrator puts there, and which variables belong to a sender. */
    private Map<String, String> variables(SystemEnvironmentPropertySource source) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : source.getPropertyNames()) {
            Object value = source.getProperty(name);
            if (value == null || !name.toUpperCase(Locale.ROOT).startsWith(VARIABLE_PREFIX)) {
                continue;
            }
            String key = known.ofVariable(name).orElse(null);
            String text =
                    key == null ? value.toString() : resolved(key, value.toString(), "environment variable " + name);
            if (key == null) {
                found.put(name, text);
            } else if (isSpringOnly(key)) {
                springOnly.put(key, text);
            } else {
                entra |= key.contains(ENTRA);
                found.put(key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT), text);
            }
        }
        return found;
    }

    private static boolean isSpringOnly(String key) {
        return SpringKeys.all().stream().anyMatch(own -> own.name().equals(key));
    }

    private void rememberSender(String key) {
        if (key.startsWith(KnownKeys.SENDERS)) {
            int dot = key.indexOf('.', KnownKeys.SENDERS.length());
            if (dot > 0) {
                senders.add(key.substring(KnownKeys.SENDERS.length(), dot));
            }
        }
    }

    /**
     * A placeholder that nobody fills would otherwise go out as the password. It is reported when the configuration is asked for, and not
     * before: what is built ahead of time is built without the secrets.
     */
    private String resolved(String key, String value, String origin) {
        try {
            return environment.resolveRequiredPlaceholders(value);
        } catch (IllegalArgumentException e) {
            open.add(
                    new ConfigProblem(
                            key,
                            null,
                            origin,
                            "has a placeholder ${…} that no property fills",
                            "set that property, give a default by ${name:default}, or write \\${ where no placeholder is meant"));
            return value;
        }
    }

    private static String text(ConfigurationPropertyName name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            text.append(i == 0 ? "" : ".").append(name.getElement(i, Form.DASHED));
        }
        return text.toString();
    }

    private static String sourceName(ConfigurationPropertySource source) {
        return String.valueOf(source.getUnderlyingSource());
    }
}

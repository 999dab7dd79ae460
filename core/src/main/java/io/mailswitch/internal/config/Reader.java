package io.mailswitch.internal.config;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.internal.config.Settings.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads settings and collects what is wrong with them. */
final class Reader implements ConfigReader {
    private final Settings settings;
    private final Problems problems;
    private final List<ConfigKey<?>> tokenReasons = new ArrayList<>();
    private final List<Fingerprint> fingerprints = new ArrayList<>();

    Reader(Settings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Takes down what is read from now on. */
    void takeDownInto(Fingerprint fingerprint) {
        fingerprints.add(fingerprint);
    }

    void takeDownNoMoreInto(Fingerprint fingerprint) {
        fingerprints.remove(fingerprint);
    }

    @Override
    public <T> Optional<T> find(ConfigKey<T> key) {
        Optional<T> value = read(key);
        fingerprints.forEach(fingerprint -> fingerprint.add(key, value));
        return value;
    }

    private <T> Optional<T> read(ConfigKey<T> key) {
        if (!isSet(key)) {
            return key.defaultText().map(key::parse);
        }
        return key.isSecret()
                ? secret(key)
                : plain(key, settings.find(key.name()).orElseThrow());
    }

    @Override
    public <T> Optional<T> require(ConfigKey<T> key) {
        if (!isSet(key) && key.defaultText().isEmpty()) {
            String instead = key.isSecret()
                    ? "set it, or name the file that holds it by " + key.name() + Names.FILE_SUFFIX
                    : "set it to " + key.form() + ", here or as environment variable " + Names.variable(key.name());
            problems.add(key.name(), null, null, "is missing", instead);
        }
        return find(key);
    }

    @Override
    public <T> T get(ConfigKey<T> key) {
        String defaultText = key.defaultText()
                .orElseThrow(() -> new IllegalArgumentException(key + " has no default: read it by find or require"));
        return find(key).orElseGet(() -> key.parse(defaultText));
    }

    @Override
    public boolean isSet(ConfigKey<?> key) {
        boolean set = winner(key) != null;
        fingerprints.forEach(fingerprint -> fingerprint.addSet(key, set));
        return set;
    }

    @Override
    public void problem(ConfigKey<?> key, String problem, String instead) {
        Found found = winner(key);
        if (found == null) {
            problems.add(key.name(), null, null, problem, instead);
        } else {
            String value = key.isSecret() ? null : found.entry().value();
            problems.add(key.name(), value, found.entry().originFor(key.name()), problem, instead);
        }
    }

    @Override
    public void needsTokens(ConfigKey<?> because) {
        tokenReasons.add(Objects.requireNonNull(because, "because"));
    }

    @Override
    public boolean hasProblems() {
        return problems.any();
    }

    /** Returns the keys that make a transport ask for access tokens. */
    List<ConfigKey<?>> tokenReasons() {
        return List.copyOf(tokenReasons);
    }

    /** Returns who sets a key; for a secret this may be its file. */
    @Nullable
    Found winner(ConfigKey<?> key) {
        Found plain = settings.find(key.name()).orElse(null);
        Found file =
                key.isSecret() ? settings.find(key.name() + Names.FILE_SUFFIX).orElse(null) : null;
        if (plain == null || file == null) {
            return plain == null ? file : plain;
        }
        return file.layer() > plain.layer() ? file : plain;
    }

    private <T> Optional<T> plain(ConfigKey<T> key, Found found) {
        try {
            return Optional.of(Values.parse(key, found.entry().value()));
        } catch (BadValue e) {
            problem(key, e.problem(), e.instead());
            return Optional.empty();
        }
    }

    private <T> Optional<T> secret(ConfigKey<T> key) {
        String fileKey = key.name() + Names.FILE_SUFFIX;
        Found plain = settings.find(key.name()).orElse(null);
        Found file = settings.find(fileKey).orElse(null);
        if (plain != null && file != null && plain.layer() == file.layer()) {
            String origin =
                    plain.entry().originFor(key.name()) + " and " + file.entry().originFor(fileKey);
            problems.add(key.name(), null, origin, "is set together with " + fileKey, "keep one of the two");
            return Optional.empty();
        }
        if (file == null || (plain != null && plain.layer() > file.layer())) {
            return plain(key, Objects.requireNonNull(plain, "isSet was asked before"));
        }
        try {
            Secret content = SecretFile.read(file.entry().value());
            return Optional.of(Values.parse(key, content.reveal()));
        } catch (BadValue e) {
            problems.add(fileKey, file.entry().value(), file.entry().originFor(fileKey), e.problem(), e.instead());
            return Optional.empty();
        }
    }
}

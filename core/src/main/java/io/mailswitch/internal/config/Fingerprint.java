package io.mailswitch.internal.config;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was read from a configuration, secrets too, boiled down to a hash: two that are the same set up the same. */
final class Fingerprint {
    private final Map<String, String> read = new TreeMap<>();

    void add(ConfigKey<?> key, Optional<?> value) {
        add(key.name(), value.map(Fingerprint::text).orElse("-"));
    }

    void addSet(ConfigKey<?> key, boolean set) {
        add(key.name() + " is set", Boolean.toString(set));
    }

    void add(String name, String value) {
        read.put(name, value);
    }

    private static String text(Object value) {
        return '+' + (value instanceof Secret secret ? secret.reveal() : value.toString());
    }

    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            read.forEach((name, value) -> {
                digest.update((name + '=' + value.length() + ':' + value + '\n').getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

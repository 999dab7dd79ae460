package io.mailswitch.internal.config;

import java.util.Arrays;
import java.util.Locale;

/** How keys and environment variables are written. */
final class Names {
    static final String PREFIX = "mailswitch.";
    static final String VARIABLE_PREFIX = "MAILSWITCH_";
    static final String SENDERS = PREFIX + "senders.";
    static final String FILE_SUFFIX = "-file";

    private Names() {}

    /** Returns the environment variable of a key: {@code mailswitch.smtp.host} is {@code MAILSWITCH_SMTP_HOST}. */
    static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Drops what people mix up: case, dots, dashes and underscores. */
    static String canonical(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '.' && c != '-' && c != '_') {
                letters.append(Character.toLowerCase(c));
            }
        }
        return letters.toString();
    }

    /** Tells whether a key begins with {@code mailswitch.}, or was probably meant to. */
    static boolean nearPrefix(String name) {
        if (name.startsWith(PREFIX)) {
            return true;
        }
        int dot = name.indexOf('.');
        if (dot > 0 && EditDistance.within(canonical(name.substring(0, dot)), "mailswitch", 2)) {
            return true;
        }
        String word = canonical(name);
        return word.equals("mailswitch")
                || Arrays.stream(KeyGroup.values()).anyMatch(group -> word.startsWith(canonical(group.prefix())));
    }

    /** Returns a key for an error; the place instead where it looks like no key, since it may be a piece of a secret that fell apart. */
    static String shown(String name, String place) {
        boolean ours = nearPrefix(name) || name.startsWith(VARIABLE_PREFIX);
        return ours && name.matches("[A-Za-z0-9._-]{1,100}") ? name : place;
    }
}

package io.mailswitch.jakarta.internal.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Lists of sign-in mechanisms, as Angus separates them: by blanks or commas. */
final class Mechanisms {
    private static final String XOAUTH2 = "XOAUTH2";

    private Mechanisms() {}

    static List<String> of(String text) {
        return Arrays.stream(text.strip().split("[\\s,]+"))
                .filter(name -> !name.isEmpty())
                .map(name -> name.toUpperCase(Locale.ROOT))
                .toList();
    }

    /** Tells whether a session takes its passwords for access tokens. */
    static boolean askForTokens(SessionProperties properties) {
        return startsWithXoauth2(properties, "auth.mechanisms")
                || (properties.isTrue("sasl.enable") && startsWithXoauth2(properties, "sasl.mechanisms"));
    }

    private static boolean startsWithXoauth2(SessionProperties properties, String suffix) {
        return properties
                .text(suffix)
                .filter(text -> of(text).indexOf(XOAUTH2) == 0)
                .isPresent();
    }
}

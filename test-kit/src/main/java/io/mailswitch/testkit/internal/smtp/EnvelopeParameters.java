package io.mailswitch.testkit.internal.smtp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of MAIL and RCPT against what was offered and against their own grammar. */
final class EnvelopeParameters {
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,20}");
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2})+");
    private static final Pattern UTF8_XTEXT = Pattern.compile("(?:[!-*,-<>-~\\x{80}-\\x{10FFFF}]|\\+[0-9A-F]{2})+");
    private static final Set<String> NOTIFY = Set.of("SUCCESS", "FAILURE", "DELAY");

    private EnvelopeParameters() {}

    /** The keyword of the first parameter of MAIL that had not been offered, or null. */
    static @Nullable String notOffered(Session session, Map<String, String> parameters) {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            boolean offered =
                    switch (name) {
                        case "SIZE", "SMTPUTF8" -> session.offers(name);
                        case "BODY" ->
                            session.offers(
                                    parameter.getValue().equalsIgnoreCase("BINARYMIME") ? "BINARYMIME" : "8BITMIME");
                        case "RET", "ENVID", "NOTIFY", "ORCPT" -> session.offers("DSN");
                        case "AUTH" -> !session.options.mechanisms().isEmpty();
                        default -> false;
                    };
            if (!offered) {
                return name;
            }
        }
        return null;
    }

    /** The first parameter of MAIL that breaks its grammar, or null. */
    static @Nullable String malformedMail(Map<String, String> parameters) {
        return malformed(parameters, (name, value) -> switch (name) {
            case "SIZE" -> SIZE.matcher(value).matches(); // RFC 1870 §5
            case "BODY" -> Set.of("7BIT", "8BITMIME", "BINARYMIME").contains(value.toUpperCase(Locale.ROOT));
            case "SMTPUTF8" -> value.isEmpty();
            case "RET" -> Set.of("FULL", "HDRS").contains(value.toUpperCase(Locale.ROOT)); // RFC 3461 §4.3
            case "ENVID" -> value.length() <= 100 && XTEXT.matcher(value).matches(); // RFC 3461 §4.4
            case "AUTH" -> XTEXT.matcher(value).matches(); // RFC 4954 §5; "<>" is xtext
            default -> false;
        });
    }

    /** The first parameter of RCPT that breaks its grammar, or null. */
    static @Nullable String malformedRcpt(Map<String, String> parameters, boolean utf8) {
        return malformed(parameters, (name, value) -> switch (name) {
            case "NOTIFY" -> isNotify(value.toUpperCase(Locale.ROOT));
            case "ORCPT" -> isOriginalRecipient(value, utf8);
            default -> false;
        });
    }

    /** RFC 3461 §4.1: NEVER stands alone. */
    private static boolean isNotify(String value) {
        return value.equals("NEVER") || NOTIFY.containsAll(Arrays.asList(value.split(",", -1)));
    }

    /** RFC 3461 §4.2: address type, semicolon, xtext; RFC 6533 §3 for the type utf-8. */
    private static boolean isOriginalRecipient(String value, boolean utf8) {
        int semicolon = value.indexOf(';');
        if (semicolon < 1 || value.length() > 500) {
            return false;
        }
        boolean international = utf8 && value.regionMatches(true, 0, "utf-8", 0, semicolon);
        String address = value.substring(semicolon + 1);
        return (international ? UTF8_XTEXT : XTEXT).matcher(address).matches();
    }

    private interface Grammar {
        boolean allows(String name, String value);
    }

    private static @Nullable String malformed(Map<String, String> parameters, Grammar grammar) {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (!grammar.allows(parameter.getKey(), parameter.getValue())) {
                return parameter.getKey() + "=" + parameter.getValue();
            }
        }
        return null;
    }
}

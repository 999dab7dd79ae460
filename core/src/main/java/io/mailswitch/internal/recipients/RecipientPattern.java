package io.mailswitch.internal.recipients;

import io.mailswitch.EmailAddress;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A glob over addresses, such as {@code *@contoso.com}: {@code *} stands for any characters and {@code ?} for one, on its own side of the at
 * sign; case does not matter. Immutable.
 */
public final class RecipientPattern {
    private final String text;
    private final Pattern localPart;
    private final Pattern domain;

    private RecipientPattern(String text, Pattern localPart, Pattern domain) {
        this.text = text;
        this.localPart = localPart;
        this.domain = domain;
    }

    /**
     * Reads a pattern.
     *
     * @param text the pattern
     * @return the pattern
     * @throws IllegalArgumentException when it is none; the message goes on from "the pattern … "
     */
    public static RecipientPattern parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("has no @");
        }
        String local = text.substring(0, at);
        String domain = text.substring(at + 1);
        if (local.isEmpty() || domain.isEmpty()) {
            throw new IllegalArgumentException("has nothing on one side of the @");
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("has a blank or a control character");
        }
        if (local.indexOf('@') >= 0 && !local.startsWith("\"")) {
            throw new IllegalArgumentException("has more than one @");
        }
        return new RecipientPattern(text, glob(local), glob(ascii(domain)));
    }

    private static String ascii(String domain) {
        if (!domain.matches("[\\p{L}\\p{N}.*?\\-\\[\\]:]+")) {
            throw new IllegalArgumentException("has a character that no domain has");
        }
        return domain.chars().allMatch(c -> c < 128)
                ? domain
                : Pattern.compile("\\.")
                        .splitAsStream(domain)
                        .map(RecipientPattern::label)
                        .collect(Collectors.joining("."));
    }

    private static String label(String label) {
        if (label.chars().allMatch(c -> c < 128)) {
            return label;
        }
        if (label.indexOf('*') >= 0 || label.indexOf('?') >= 0) {
            throw new IllegalArgumentException("has a wildcard beside characters outside ASCII");
        }
        return IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
    }

    private static Pattern glob(String glob) {
        String regex = glob.codePoints()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex.replaceAll("(\\.\\*)+", ".*"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * Tells whether an address fits.
     *
     * @param address the address
     * @return true when both of its sides do
     */
    public boolean matches(EmailAddress address) {
        return localPart.matcher(address.localPart()).matches()
                && domain.matcher(address.asciiDomain().toLowerCase(Locale.ROOT))
                        .matches();
    }

    /** Returns the pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}

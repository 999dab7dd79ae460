package io.mailswitch.smtp;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells host names and addresses from what only looks like one, without asking the network. */
final class HostNames {
    private static final int MAX_NAME = 253;
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}");
    private static final Pattern ALL_NUMERIC = Pattern.compile("[0-9.]+");

    private HostNames() {}

    /** Returns the ASCII form of a name, an address without brackets, or null for anything else. */
    static @Nullable String normalize(String text) {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (IPV4.matcher(host).matches() || IPV6.matcher(host).matches()) {
            return host;
        }
        if (!host.equals(text) || ALL_NUMERIC.matcher(host).matches()) {
            return null;
        }
        String ascii;
        try {
            ascii = IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (ascii.length() > MAX_NAME || !NAME.matcher(ascii).matches()) {
            return null;
        }
        // no certificate is issued for the form with the dot of the root
        return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    }

    /** Tells whether a normalized host is this machine by its very name. */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("0:0:0:0:0:0:0:1")
                || (name.startsWith("127.") && IPV4.matcher(name).matches());
    }

    /** Tells whether a text can follow EHLO: a domain or an address literal (RFC 5321 §4.1.3). */
    static boolean isEhloName(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            String literal = text.substring(1, text.length() - 1);
            return IPV4.matcher(literal).matches()
                    || (literal.regionMatches(true, 0, "IPv6:", 0, 5)
                            && IPV6.matcher(literal.substring(5)).matches());
        }
        return text.length() <= MAX_NAME
                && !text.endsWith(".")
                && NAME.matcher(text).matches();
    }
}

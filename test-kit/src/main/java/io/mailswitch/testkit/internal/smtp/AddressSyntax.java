package io.mailswitch.testkit.internal.smtp;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The grammar of RFC 5321 §4.1.2 and RFC 6531 §3.3 for names and addresses. */
final class AddressSyntax {
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final String UTF8 = "\\x{80}-\\x{10FFFF}";
    private static final String U_LABEL =
            "[A-Za-z0-9" + UTF8 + "](?:[A-Za-z0-9" + UTF8 + "-]*[A-Za-z0-9" + UTF8 + "])?";
    private static final String ATEXT = "A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-";
    private static final String LITERAL = "\\[(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|IPv6:[0-9A-Fa-f:.]+)]";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern U_DOMAIN = Pattern.compile(U_LABEL + "(?:\\." + U_LABEL + ")*");
    private static final Pattern ADDRESS_LITERAL = Pattern.compile(LITERAL);
    private static final Pattern LOCAL = local("");
    private static final Pattern U_LOCAL = local(UTF8);

    private AddressSyntax() {}

    private static Pattern local(String more) {
        String atom = "[" + ATEXT + more + "]+";
        String quoted = "\"(?:[ !#-\\[\\]-~" + more + "]|\\\\[ -~])*\"";
        return Pattern.compile("(?:" + atom + "(?:\\." + atom + ")*|" + quoted + ")");
    }

    /** A name for EHLO: a domain or an address literal. */
    static boolean isHelloName(String name) {
        return name.length() <= 255
                && (DOMAIN.matcher(name).matches()
                        || ADDRESS_LITERAL.matcher(name).matches());
    }

    /** A mailbox, within the lengths of RFC 5321 §4.5.3.1, in octets. */
    static boolean isMailbox(String address, boolean utf8) {
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return false;
        }
        String local = address.substring(0, at);
        String domain = address.substring(at + 1);
        return octets(local) <= 64
                && octets(domain) <= 255
                && octets(address) <= 254
                && (utf8 ? U_LOCAL : LOCAL).matcher(local).matches()
                && ((utf8 ? U_DOMAIN : DOMAIN).matcher(domain).matches()
                        || ADDRESS_LITERAL.matcher(domain).matches());
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

package io.mailswitch;

import io.mailswitch.internal.text.WireText;
import java.io.Serializable;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An address as the wire knows it: local part and domain (RFC 5321 §4.1.2, internationalised by RFC 6531 §3.3). Valid once built,
 * immutable. Two addresses are equal when their local parts are the same to the letter and their domains the same but for case and
 * IDNA form.
 */
public final class EmailAddress implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int MAX_LOCAL_OCTETS = 64;
    private static final int MAX_PATH_OCTETS = 254;
    private static final int MAX_DOMAIN_OCTETS = 253;
    private static final int MAX_LABEL_OCTETS = 63;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-\\x{A0}-\\x{10FFFF}]+";
    private static final Pattern DOT_ATOM = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern QUOTED =
            Pattern.compile("\"([\\x20-\\x7e\\x{A0}-\\x{10FFFF}&&[^\"\\\\]]|\\\\[\\x20-\\x7e])*\"");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4_LITERAL = Pattern.compile("\\[" + OCTET + "(\\." + OCTET + "){3}]");
    private static final String IPV6_TAG = "[IPv6:";
    private static final Pattern IPV6_LITERAL =
            Pattern.compile("\\[IPv6:(?=.*:)[0-9A-F:.]{2,45}]", Pattern.CASE_INSENSITIVE);

    /** What IDNA 2003, the JDK's, maps away and IDNA 2008 keeps (UTS #46 §1.3). */
    private static final Pattern DEVIATION = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

    private final String localPart;
    private final String domain;
    private final String asciiDomain;

    private EmailAddress(String localPart, String domain, String asciiDomain) {
        this.localPart = localPart;
        this.domain = domain;
        this.asciiDomain = asciiDomain;
    }

    /**
     * Reads an address without display name, such as {@code ops@contoso.com}.
     *
     * @param text local part, at sign, domain; surrounding blanks are dropped
     * @return the address
     * @throws InvalidMessageException when it is none; the message says where
     */
    public static EmailAddress of(String text) {
        return of("address", text);
    }

    /**
     * Reads an address and names the field in the error.
     *
     * @param field the field that the address is for
     * @param text local part, at sign, domain; surrounding blanks are dropped
     * @return the address
     * @throws InvalidMessageException when it is none
     */
    static EmailAddress of(String field, String text) {
        Objects.requireNonNull(text, field);
        String address = FieldChecks.oneLine(field, text).strip();
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw invalid(field, at < 0 ? "has no @" : "has nothing on one side of the @");
        }
        String local = address.substring(0, at);
        String domain = address.substring(at + 1);
        checkLocalPart(field, local);
        String ascii = checkDomain(field, domain);
        if (utf8Length(local) + 1 + ascii.length() > MAX_PATH_OCTETS) {
            throw invalid(field, "is longer than " + MAX_PATH_OCTETS + " octets (RFC 5321 §4.5.3.1.3)");
        }
        return new EmailAddress(local, domain, ascii);
    }

    private static void checkLocalPart(String field, String local) {
        if (utf8Length(local) > MAX_LOCAL_OCTETS) {
            throw invalid(field, "has more than " + MAX_LOCAL_OCTETS + " octets before the @ (RFC 5321 §4.5.3.1.1)");
        }
        if (AsciiForms.isDotAtom(local)) {
            return;
        }
        if (local.startsWith("\"")) {
            if (!QUOTED.matcher(local).matches()) {
                throw invalid(field, "has a malformed quoted string before the @");
            }
        } else if (!DOT_ATOM.matcher(local).matches()) {
            throw invalid(field, "has " + firstOffence(local));
        }
    }

    private static String firstOffence(String local) {
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c == '.' && (i == 0 || i == local.length() - 1 || local.charAt(i - 1) == '.')) {
                return "a dot too many at index " + i;
            }
            if (c != '.' && !DOT_ATOM.matcher(String.valueOf(c)).matches()) {
                return (c == ' ' || c == '\t' ? "a blank" : "'" + c + "'") + " at index " + i;
            }
        }
        return "a character that is not allowed before the @";
    }

    private static String checkDomain(String field, String domain) {
        if (domain.startsWith("[")) {
            checkLiteral(field, domain);
            return domain;
        }
        // before IDNA too, whose JDK implementation takes quadratic time and fails otherwise beyond 1,000 characters
        if (domain.length() > MAX_DOMAIN_OCTETS) {
            throw invalid(field, "has a domain of more than " + MAX_DOMAIN_OCTETS + " octets");
        }
        String ascii = WireText.isAscii(domain) ? domain : toAscii(field, domain);
        if (ascii.length() > MAX_DOMAIN_OCTETS) {
            throw invalid(field, "has a domain of more than " + MAX_DOMAIN_OCTETS + " octets");
        }
        if (AsciiForms.isDomain(ascii)) {
            return ascii;
        }
        for (String label : ascii.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                throw invalid(field, "has a malformed domain after the @: " + labelFault(label));
            }
        }
        return ascii;
    }

    private static String labelFault(String label) {
        if (label.isEmpty()) {
            return "a dot too many";
        }
        if (label.length() > MAX_LABEL_OCTETS) {
            return "a label of more than " + MAX_LABEL_OCTETS + " octets";
        }
        return label.startsWith("-") || label.endsWith("-")
                ? "a label with a hyphen at an end"
                : "a character other than letters, digits and hyphens";
    }

    private static String toAscii(String field, String domain) {
        if (DEVIATION.matcher(domain).find()) {
            throw new InvalidMessageException(
                    field,
                    "has a domain with ß, ς or a joiner, which the two versions of IDNA turn into different domains",
                    "Write the domain in its xn-- form.");
        }
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException(
                    field,
                    "has a domain that has no IDNA form",
                    "Check the spelling after the @, or write the domain in its xn-- form.",
                    e);
        }
    }

    private static void checkLiteral(String field, String literal) {
        if (!IPV4_LITERAL.matcher(literal).matches() && !isIpv6Literal(literal)) {
            throw new InvalidMessageException(
                    field,
                    "has a malformed address literal after the @ (RFC 5321 §4.1.3)",
                    "Write [192.0.2.1] or [IPv6:2001:db8::1], or better a domain.");
        }
    }

    private static boolean isIpv6Literal(String literal) {
        if (!IPV6_LITERAL.matcher(literal).matches()) {
            return false;
        }
        try {
            // no name is looked up: with a colon it is an address or an error
            InetAddress.getByName(literal.substring(IPV6_TAG.length(), literal.length() - 1));
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static InvalidMessageException invalid(String field, String problem) {
        return new InvalidMessageException(
                field,
                problem,
                "Write one address as name@domain; a local part with other characters goes in double quotes.");
    }

    private static int utf8Length(String text) {
        return WireText.isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Returns what stands before the at sign.
     *
     * @return the local part, with its quotes if it has any
     */
    public String localPart() {
        return localPart;
    }

    /**
     * Returns what stands after the at sign, as it was written.
     *
     * @return a domain or an address literal in brackets
     */
    public String domain() {
        return domain;
    }

    /**
     * Returns the domain in its ASCII form (IDNA A-labels).
     *
     * @return the domain for the wire
     */
    public String asciiDomain() {
        return asciiDomain;
    }

    /**
     * Tells whether the address can only travel where SMTPUTF8 is offered (RFC 6531). A domain alone never needs it, since it has an
     * ASCII form.
     *
     * @return true when the local part has a character outside ASCII
     */
    public boolean needsSmtpUtf8() {
        return !WireText.isAscii(localPart);
    }

    /**
     * Returns the form for the wire: the domain is in ASCII, the local part as it is.
     *
     * @return local part, at sign, ASCII domain
     */
    public String wireForm() {
        return localPart + '@' + asciiDomain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress that
                && localPart.equals(that.localPart)
                && asciiDomain.equalsIgnoreCase(that.asciiDomain);
    }

    @Override
    public int hashCode() {
        return Objects.hash(localPart, asciiDomain.toLowerCase(Locale.ROOT));
    }

    /** Returns the address as it was written. */
    @Override
    public String toString() {
        return localPart + '@' + domain;
    }
}

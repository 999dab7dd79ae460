package io.mailswitch;

import io.mailswitch.internal.text.WireText;
import java.net.URI;
import java.util.List;

/**
 * How a reader leaves the list (RFC 2369 §3.2), with one click where the mail program offers it (RFC 8058).
 *
 * @param uris {@code mailto:} or {@code https:} addresses, the preferred one first, at least one, each of at most 900 characters
 * @param oneClick whether {@code List-Unsubscribe-Post} is written; needs exactly one {@code https:} address (RFC 8058 §3.1)
 */
public record ListUnsubscribe(List<URI> uris, boolean oneClick) {
    private static final int MAX_URI = 900;

    /** Checks the addresses. */
    public ListUnsubscribe {
        uris = List.copyOf(uris);
        if (uris.isEmpty()) {
            throw new InvalidMessageException("listUnsubscribe", "has no address", "Give a mailto: or https: address.");
        }
        uris.forEach(ListUnsubscribe::check);
        if (oneClick && uris.stream().filter(ListUnsubscribe::isHttps).count() != 1) {
            throw new InvalidMessageException(
                    "listUnsubscribe",
                    "asks for one click without exactly one https: address",
                    "Give one that takes the POST (RFC 8058 §3.1).");
        }
    }

    private static void check(URI uri) {
        if (!"mailto".equalsIgnoreCase(uri.getScheme()) && !isHttps(uri)) {
            throw new InvalidMessageException(
                    "listUnsubscribe", "has an address that is neither mailto: nor https:", "Use one of these.");
        }
        if (isHttps(uri) && uri.getHost() == null) {
            throw new InvalidMessageException(
                    "listUnsubscribe", "has an https: address without a host", "Write it as https://host/path.");
        }
        String text = uri.toString();
        if (!WireText.isAscii(text) || text.matches(".*[<>,\\s].*")) {
            throw new InvalidMessageException(
                    "listUnsubscribe",
                    "has an address with a comma, angle bracket, blank or a character outside ASCII",
                    "Percent-encode it.");
        }
        if (text.length() > MAX_URI) {
            throw new InvalidMessageException(
                    "listUnsubscribe",
                    "has an address of more than " + MAX_URI + " characters, which fits no line",
                    "Use a shorter one.");
        }
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /**
     * Offers a page where the reader confirms.
     *
     * @param uris {@code mailto:} or {@code https:} addresses
     * @return the value
     */
    public static ListUnsubscribe of(URI... uris) {
        return new ListUnsubscribe(List.of(uris), false);
    }

    /**
     * Offers one click.
     *
     * @param uris addresses of which exactly one is {@code https:} and takes a POST
     * @return the value
     */
    public static ListUnsubscribe oneClick(URI... uris) {
        return new ListUnsubscribe(List.of(uris), true);
    }
}

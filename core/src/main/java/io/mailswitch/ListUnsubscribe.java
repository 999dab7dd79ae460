package io.mailswitch;

import io.mailswitch.internal.text.WireText;
import java.net.URI;
import java.util.List;

/**
 * How a reader leaves the list (RFC 2369 §3.2), with one click where the mail program offers it (RFC 8058).
 *
 * @param uris {@code mailto:} or {@code https:} addresses, the preferred one first, at least one
 * @param oneClick whether {@code List-Unsubscribe-Post} is written; needs an {@code https:} address (RFC 8058 §3.1)
 */
public record ListUnsubscribe(List<URI> uris, boolean oneClick) {
    /** Checks the addresses. */
    public ListUnsubscribe {
        uris = List.copyOf(uris);
        if (uris.isEmpty()) {
            throw new InvalidMessageException("listUnsubscribe", "has no address", "Give a mailto: or https: address.");
        }
        for (URI uri : uris) {
            String scheme = uri.getScheme();
            if (!"mailto".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
                throw new InvalidMessageException(
                        "listUnsubscribe", "has an address that is neither mailto: nor https:", "Use one of these.");
            }
            if (!WireText.isAscii(uri.toString()) || uri.toString().matches(".*[<>,\\s].*")) {
                throw new InvalidMessageException(
                        "listUnsubscribe",
                        "has an address with a comma, angle bracket, blank or a character outside ASCII",
                        "Percent-encode it.");
            }
        }
        if (oneClick && uris.stream().noneMatch(uri -> "https".equalsIgnoreCase(uri.getScheme()))) {
            throw new InvalidMessageException(
                    "listUnsubscribe", "asks for one click without an https: address", "Add one (RFC 8058 §3.1).");
        }
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
     * @param uris addresses of which at least one is {@code https:} and takes a POST
     * @return the value
     */
    public static ListUnsubscribe oneClick(URI... uris) {
        return new ListUnsubscribe(List.of(uris), true);
    }
}

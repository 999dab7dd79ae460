package io.mailswitch.spi;

import java.util.Locale;
import java.util.Objects;

/**
 * The mailbox that a message goes out from, as far as the limits of its service go.
 *
 * @param address tells mailboxes apart, such as {@code alerts@contoso.com}; in lower case. Two transports that send from the same mailbox
 *     of Exchange Online give the same
 * @param exchangeOnline whether it is known to be one of Exchange Online, whose limits are known
 * @param atOnce how many messages Exchange Online takes from a mailbox at once by this way, at least 1; counted for each transport apart
 */
public record SendingMailbox(String address, boolean exchangeOnline, int atOnce) {
    /** Checks the number and folds the case. */
    public SendingMailbox {
        address = Objects.requireNonNull(address, "address").toLowerCase(Locale.ROOT);
        if (atOnce < 1) {
            throw new IllegalArgumentException("atOnce was " + atOnce + ", must be at least 1");
        }
    }
}

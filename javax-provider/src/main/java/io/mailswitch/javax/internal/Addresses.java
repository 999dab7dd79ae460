package io.mailswitch.javax.internal;

import java.util.Arrays;
import java.util.IdentityHashMap;
import javax.mail.Address;
import javax.mail.MessagingException;
import javax.mail.internet.InternetAddress;

/** The addresses of one call in both namespaces, so that callers get their own objects back. */
public final class Addresses {
    private final jakarta.mail.Address[] bridged;
    private final Address[] originals;
    private final IdentityHashMap<jakarta.mail.Address, Address> back = new IdentityHashMap<>();

    /**
     * Bridges addresses.
     *
     * @param originals what the caller gave
     * @throws MessagingException when one of them is no internet address
     */
    public Addresses(Address[] originals) throws MessagingException {
        this.originals = originals.clone();
        bridged = new jakarta.mail.Address[originals.length];
        for (int i = 0; i < originals.length; i++) {
            if (!(originals[i] instanceof InternetAddress internet)) {
                throw new MessagingException("recipients: " + (originals[i] == null ? "null" : originals[i].getType())
                        + " is no kind of address that mail can be sent to. Give InternetAddress objects only.");
            }
            jakarta.mail.internet.InternetAddress other = new jakarta.mail.internet.InternetAddress();
            other.setAddress(internet.getAddress());
            bridged[i] = other;
            back.put(other, internet);
        }
    }

    /**
     * Returns them for Jakarta Mail.
     *
     * @return a new array
     */
    public jakarta.mail.Address[] bridged() {
        return bridged.clone();
    }

    /**
     * Returns what the caller gave.
     *
     * @return a new array
     */
    public Address[] originals() {
        return originals.clone();
    }

    /**
     * Finds what the caller gave for addresses that came back; members of a group are new.
     *
     * @param addresses some of them, or null for none
     * @return the caller's objects
     */
    public Address[] back(jakarta.mail.Address[] addresses) {
        return addresses == null
                ? new Address[0]
                : Arrays.stream(addresses).map(this::back).toArray(Address[]::new);
    }

    InternetAddress back(jakarta.mail.Address address) {
        if (back.get(address) instanceof InternetAddress original) {
            return original;
        }
        InternetAddress member = new InternetAddress();
        member.setAddress(
                address instanceof jakarta.mail.internet.InternetAddress internet
                        ? internet.getAddress()
                        : address.toString());
        return member;
    }
}

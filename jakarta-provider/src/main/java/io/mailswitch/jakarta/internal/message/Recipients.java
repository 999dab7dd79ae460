package io.mailswitch.jakarta.internal.message;

import io.mailswitch.EmailAddress;
import io.mailswitch.InvalidMessageException;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a caller gives to {@code sendMessage}, groups taken apart, told apart by whether they can be sent to at all. Callers get
 * their own objects back. Immutable.
 */
public final class Recipients {
    private final Map<EmailAddress, List<Address>> valid;
    private final List<Address> invalid;
    private final @Nullable InvalidMessageException problem;

    private Recipients(
            Map<EmailAddress, List<Address>> valid, List<Address> invalid, @Nullable InvalidMessageException problem) {
        this.valid = valid;
        this.invalid = List.copyOf(invalid);
        this.problem = problem;
    }

    /**
     * Reads the addresses.
     *
     * @param addresses what the caller gave
     * @return the recipients
     * @throws MessagingException when one of them is no internet address, as Angus does
     */
    public static Recipients of(Address[] addresses) throws MessagingException {
        Map<EmailAddress, List<Address>> valid = new LinkedHashMap<>();
        List<Address> invalid = new ArrayList<>();
        List<InternetAddress> flat = flat(addresses);
        RecipientFaults faults = new RecipientFaults(flat.size());
        for (int i = 0; i < flat.size(); i++) {
            InternetAddress address = flat.get(i);
            try {
                String text = address.getAddress();
                valid.computeIfAbsent(EmailAddress.of(text == null ? "" : text), key -> new ArrayList<>())
                        .add(address);
            } catch (InvalidMessageException e) {
                invalid.add(address);
                faults.add(i + 1, e);
            }
        }
        return new Recipients(valid, invalid, faults.problem());
    }

    private static List<InternetAddress> flat(Address[] addresses) throws MessagingException {
        List<InternetAddress> flat = new ArrayList<>();
        for (Address address : addresses) {
            if (!(address instanceof InternetAddress internet)) {
                throw new MessagingException("recipients: " + (address == null ? "null" : address.getType())
                        + " is no kind of address that mail can be sent to. Give InternetAddress objects only.");
            }
            flat.addAll(internet.isGroup() ? members(internet) : List.of(internet));
        }
        return flat;
    }

    private static List<InternetAddress> members(InternetAddress group) {
        try {
            InternetAddress[] members = group.getGroup(true);
            return members == null ? List.of(group) : List.of(members);
        } catch (AddressException e) {
            return List.of(group);
        }
    }

    /**
     * Tells whether there is nobody at all, as where groups without members were given.
     *
     * @return true when no address, good or bad, is left
     */
    public boolean isEmpty() {
        return valid.isEmpty() && problem == null;
    }

    /**
     * Returns the recipients that a message can be sent to.
     *
     * @return each once, in order
     */
    public List<EmailAddress> valid() {
        return List.copyOf(valid.keySet());
    }

    /**
     * Returns what the caller gave for all of {@link #valid()}.
     *
     * @return the caller's objects
     */
    public List<Address> validAddresses() {
        return addresses(valid.keySet());
    }

    /**
     * Returns what the caller gave for some of them.
     *
     * @param some recipients
     * @return the caller's objects, in the order of the recipients
     */
    public List<Address> addresses(Collection<EmailAddress> some) {
        return some.stream()
                .flatMap(recipient -> valid.getOrDefault(recipient, List.of()).stream())
                .toList();
    }

    /**
     * Returns the addresses that no server would take.
     *
     * @return the caller's objects
     */
    public List<Address> invalidAddresses() {
        return invalid;
    }

    /**
     * Returns what is wrong with them, and which they are.
     *
     * @return the problem; null where all are good
     */
    public @Nullable InvalidMessageException problem() {
        return problem;
    }
}

package io.mailswitch.jakarta.internal.failure;

import jakarta.mail.Address;
import java.util.List;

/**
 * Who got a message and who did not, in the three kinds of Jakarta Mail.
 *
 * @param sent valid, and the server took the message for them
 * @param unsent valid as far as is known, but the message was not sent to them
 * @param invalid refused
 */
public record Delivered(List<Address> sent, List<Address> unsent, List<Address> invalid) {
    /** Copies the lists. */
    public Delivered {
        sent = List.copyOf(sent);
        unsent = List.copyOf(unsent);
        invalid = List.copyOf(invalid);
    }

    /**
     * Says that a message was not sent to anybody.
     *
     * @param addresses its recipients
     * @return all of them as unsent
     */
    public static Delivered toNobodyOf(List<Address> addresses) {
        return new Delivered(List.of(), addresses, List.of());
    }

    /**
     * Says that nobody knows: no kind fits, and a program that sends again to the unsent must not double anything.
     *
     * @return no address at all
     */
    public static Delivered unknown() {
        return new Delivered(List.of(), List.of(), List.of());
    }

    /**
     * Returns the addresses that got the message, as Jakarta Mail wants them.
     *
     * @return a new array
     */
    public Address[] sentArray() {
        return sent.toArray(Address[]::new);
    }

    /**
     * Returns the addresses that did not get it, as Jakarta Mail wants them.
     *
     * @return a new array
     */
    public Address[] unsentArray() {
        return unsent.toArray(Address[]::new);
    }

    /**
     * Returns the refused addresses, as Jakarta Mail wants them.
     *
     * @return a new array
     */
    public Address[] invalidArray() {
        return invalid.toArray(Address[]::new);
    }

    /** Returns counts; no address. */
    @Override
    public String toString() {
        return "Delivered[" + sent.size() + " sent, " + unsent.size() + " unsent, " + invalid.size() + " invalid]";
    }
}

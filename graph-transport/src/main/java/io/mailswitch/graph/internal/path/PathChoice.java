package io.mailswitch.graph.internal.path;

import java.util.List;

/**
 * Which way a message takes.
 *
 * @param path the way
 * @param deliveryReceipt whether it asks for a report of delivery
 * @param saveToSentItems whether a copy is kept
 * @param notes why this way, and what is changed or left out on it: a sentence each
 */
public record PathChoice(Path path, boolean deliveryReceipt, boolean saveToSentItems, List<String> notes) {
    /** Copies the notes. */
    public PathChoice {
        notes = List.copyOf(notes);
    }
}

package io.mailswitch.jakarta.internal.message;

import io.mailswitch.InvalidMessageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with recipients, each by its place, since an address itself belongs into no log. Not thread-safe. */
final class RecipientFaults {
    private static final String FIELD = "recipients";
    private static final int MAX_NAMED = 20;

    private final int recipients;
    private final List<String> texts = new ArrayList<>();
    private @Nullable InvalidMessageException first;

    /**
     * Starts without any.
     *
     * @param recipients how many there are, good and bad
     */
    RecipientFaults(int recipients) {
        this.recipients = recipients;
    }

    void add(int place, InvalidMessageException fault) {
        first = first == null ? fault : first;
        String problem = fault.summary().substring(fault.field().length() + 2);
        texts.add("recipient " + place + " of " + recipients + ' ' + problem);
    }

    /** Returns one exception for all; null where all are good. */
    @Nullable
    InvalidMessageException problem() {
        if (first == null) {
            return null;
        }
        String text = String.join("; ", texts.subList(0, Math.min(texts.size(), MAX_NAMED)));
        if (texts.size() > MAX_NAMED) {
            text += "; and " + (texts.size() - MAX_NAMED) + " more";
        }
        return new InvalidMessageException(FIELD, text, first.advice(), first);
    }
}

package io.mailswitch.internal.policy;

import io.mailswitch.SendReceipt;
import java.util.ArrayList;
import java.util.List;

/** Adds to the notes of a receipt. */
final class Notes {
    private Notes() {}

    /** Returns the receipt with notes of what came before the transport's own. */
    static SendReceipt before(SendReceipt receipt, List<String> earlier) {
        List<String> all = new ArrayList<>(earlier);
        all.addAll(receipt.notes());
        return receipt.toBuilder().notes(all).build();
    }
}

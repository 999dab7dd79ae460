package io.mailswitch.internal.policy;

import io.mailswitch.spi.Transport;
import java.util.List;

/** Closes several transports, each of them even when one before failed to. */
final class Closing {
    private Closing() {}

    static void all(List<? extends Transport> transports) {
        RuntimeException first = null;
        for (Transport transport : transports) {
            try {
                transport.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

package io.mailswitch.graph.internal.path;

import java.util.function.BooleanSupplier;

/** Does what must be done although the thread was interrupted, such as deleting a draft, and leaves it interrupted. */
final class Uninterrupted {
    private Uninterrupted() {}

    static boolean run(BooleanSupplier work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.getAsBoolean();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

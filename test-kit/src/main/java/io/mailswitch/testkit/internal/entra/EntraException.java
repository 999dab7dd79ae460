package io.mailswitch.testkit.internal.entra;

import io.mailswitch.testkit.EntraError;

/** A token is refused. */
final class EntraException extends Exception {
    private static final long serialVersionUID = 1L;

    private final EntraError error;

    EntraException(EntraError error) {
        super("AADSTS" + error.code());
        this.error = error;
    }

    EntraError error() {
        return error;
    }
}

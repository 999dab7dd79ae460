package io.mailswitch;

/** Where the cause of a failure lies; a switch of transport can only help when it lies with the transport or its set-up. */
public enum FailureOrigin {
    /** The message itself: a field, its size, its content. */
    MESSAGE,
    /** One or more recipients. */
    RECIPIENT,
    /** Set-up of the sender or of the account: configuration, credentials, permissions, trust. */
    SETUP,
    /** The way to the server or the server: network, TLS, overload, protocol faults. */
    TRANSPORT,
    /** This side ended it: interruption, cancellation or close. */
    CALLER
}

package io.mailswitch.smtp;

/** Whether an extension of the server is used; {@code mailswitch.smtp.pipelining} and {@code mailswitch.smtp.chunking}. */
public enum ExtensionMode {
    /** Where the server offers it and keeps to it. */
    AUTO,
    /** Never. */
    OFF
}

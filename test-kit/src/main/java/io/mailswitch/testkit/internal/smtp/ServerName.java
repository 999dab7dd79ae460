package io.mailswitch.testkit.internal.smtp;

/** The names and texts that the fake shows of itself, in the manner of Exchange Online. */
final class ServerName {
    static final String HOST = "FAKEP123CA0001.outlook.office365.test";

    private ServerName() {}

    /** The trailing note of Exchange Online's replies. */
    static String hostnote() {
        return "[Hostname=" + HOST + "]";
    }
}

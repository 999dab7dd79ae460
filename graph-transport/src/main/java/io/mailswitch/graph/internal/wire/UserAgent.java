package io.mailswitch.graph.internal.wire;

/** How requests name this library, as an administrator sees it in the logs of Exchange. */
final class UserAgent {
    static final String TEXT = "mailswitch/" + version();

    private UserAgent() {}

    private static String version() {
        String version = UserAgent.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}

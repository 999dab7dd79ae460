package io.mailswitch.internal.config;

import java.util.Arrays;
import java.util.Optional;

/** The settings that an artifact of its own serves. The core knows them so that it can name what is missing from the class path. */
enum KeyGroup {
    SMTP("smtp", "mailswitch-smtp-transport", true),
    GRAPH("graph", "mailswitch-graph-transport", true),
    ENTRA("entra", "mailswitch-entra-auth", false),
    HTTP("http", "mailswitch-entra-auth", false);

    private final String word;
    private final String artifact;
    private final boolean transport;

    KeyGroup(String word, String artifact, boolean transport) {
        this.word = word;
        this.artifact = "io.mailswitch:" + artifact;
        this.transport = transport;
    }

    static Optional<KeyGroup> transport(String name) {
        return Arrays.stream(values())
                .filter(group -> group.transport && group.word.equals(name))
                .findFirst();
    }

    String word() {
        return word;
    }

    String artifact() {
        return artifact;
    }

    boolean isTransport() {
        return transport;
    }

    /** Returns what the keys of the group begin with. */
    String prefix() {
        return Names.PREFIX + word + '.';
    }
}

package io.mailswitch.smtp.realserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where this machine has the servers.
 *
 * @param postfixDaemons the folder of master(8) and its siblings
 * @param dovecot the program dovecot(1)
 */
record ServerPrograms(Path postfixDaemons, Path dovecot) {
    private static final List<Path> POSTFIX_PLACES =
            List.of(Path.of("/usr/lib/postfix/sbin"), Path.of("/usr/libexec/postfix"), Path.of("/usr/lib/postfix"));
    private static final List<Path> DOVECOT_PLACES = List.of(Path.of("/usr/sbin/dovecot"), Path.of("/usr/bin/dovecot"));

    Path postfixMaster() {
        return postfixDaemons.resolve("master");
    }

    /** Finds both programs. */
    static ServerPrograms find() {
        List<String> lacking = lacking();
        if (!lacking.isEmpty()) {
            throw new RealServerException("cannot start mail servers: " + String.join("; ", lacking));
        }
        return new ServerPrograms(postfix().orElseThrow(), dovecotProgram().orElseThrow());
    }

    /** What this machine or process lacks, each with what to do; empty when servers can be started. */
    static List<String> lacking() {
        List<String> lacking = new ArrayList<>();
        if (postfix().isEmpty()) {
            lacking.add("Postfix is not installed (apt-get install postfix)");
        }
        if (dovecotProgram().isEmpty()) {
            lacking.add("Dovecot is not installed (apt-get install dovecot-core)");
        }
        if (!isRoot()) {
            lacking.add("not run as root, which both need to start");
        }
        return lacking;
    }

    private static Optional<Path> postfix() {
        return POSTFIX_PLACES.stream()
                .filter(place ->
                        Files.isExecutable(place.resolve("master")) && Files.isExecutable(place.resolve("smtpd")))
                .findFirst();
    }

    private static Optional<Path> dovecotProgram() {
        return DOVECOT_PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}

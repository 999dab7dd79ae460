package io.mailswitch.jakarta.internal.session;

import io.mailswitch.InvalidMessageException;
import io.mailswitch.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Says which values of honoured properties cannot be read. They count as not set, as most do for Angus; nobody would find that out. */
final class UnreadableValues {
    static final String FROM = "mail.from";

    private static final Pattern EHLO_NAME = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*|\\[[0-9.]+]|\\[(?i:IPv6):[0-9A-Fa-f:.]+]");
    private static final List<String> PORTS =
            List.of("port", "proxy.port", "socks.port", "socketFactory.port", "ssl.socketFactory.port");
    private static final int MAX_PORT = 65_535;

    private final SessionProperties properties;
    private final List<Finding> findings = new ArrayList<>();

    private UnreadableValues(SessionProperties properties) {
        this.properties = properties;
    }

    static List<Finding> of(SessionProperties properties) {
        UnreadableValues values = new UnreadableValues(properties);
        PORTS.forEach(port -> values.check(port, UnreadableValues::port));
        values.check("localhost", UnreadableValues::ehloName);
        values.check("dsn.notify", UnreadableValues::notifyOn);
        values.check("dsn.ret", UnreadableValues::returnContent);
        if (properties
                .general(FROM)
                .filter(from -> !isMailbox(from))
                .isPresent()) { // without the value: a log names no address
            values.add(FROM + " is no address and is left out. Write name@domain, or set mailswitch.from.");
        }
        return values.findings;
    }

    static boolean isEhloName(String text) {
        return EHLO_NAME.matcher(text).matches();
    }

    static boolean isMailbox(String text) {
        try {
            Mailbox.parse(text);
            return true;
        } catch (InvalidMessageException e) {
            return false;
        }
    }

    private void check(String suffix, Function<String, Optional<String>> fault) {
        properties.text(suffix).ifPresent(value -> fault.apply(value)
                .ifPresent(text -> add(properties.name(suffix) + '=' + Findings.shown(value) + ' ' + text)));
    }

    private void add(String text) {
        findings.add(new Finding(Treatment.IGNORED, text));
    }

    /** Angus takes -1 for none, as do programs that always set one. */
    private static Optional<String> port(String text) {
        boolean good;
        try {
            good = Long.parseLong(text) <= MAX_PORT;
        } catch (NumberFormatException e) {
            good = false;
        }
        return good ? Optional.empty() : Optional.of("is no port and is left out. Write a number from 1 to 65535.");
    }

    private static Optional<String> ehloName(String text) {
        return isEhloName(text)
                ? Optional.empty()
                : Optional.of(
                        "is no name of a host and is left out. Write one such as app.example.com, of letters, digits,"
                                + " hyphens and dots, or an address in brackets such as [192.0.2.1].");
    }

    private static Optional<String> notifyOn(String text) {
        List<String> unknown = ReportWords.unknown(text);
        List<String> moot = ReportWords.besideNever(text);
        if (unknown.isEmpty() && moot.isEmpty()) {
            return Optional.empty();
        }
        String named = unknown.isEmpty()
                ? String.join(" and ", moot) + " beside NEVER"
                : Findings.shown(String.join(" and ", unknown));
        return Optional.of("names " + named
                + ", which is left out. Write SUCCESS, FAILURE and DELAY separated by commas, or NEVER alone.");
    }

    private static Optional<String> returnContent(String text) {
        return ReportWords.returnContent(text).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "is neither FULL nor HDRS and is left out. Write FULL for the whole message in a report of failure,"
                                + " HDRS for its header.");
    }
}

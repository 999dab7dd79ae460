package io.mailswitch.internal.config;

import io.mailswitch.config.CoreKeys;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code mailswitch.url} apart: {@code scheme://[user[:password]@]host[:port][?key=value&…]} (RFC 3986 §3), each part a setting of its
 * own. {@code smtps} is SMTP with implicit TLS (RFC 8314 §3); {@code graph://user@domain} names the mailbox.
 *
 * <p>The URL may hold a password, and one that is not percent-encoded can turn up in any part. So problems show no part of it but the scheme,
 * and a URL with a problem sets nothing.
 */
final class UrlForm {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30})://([^/?#]*)(/?)(?:\\?([^#]*))?");
    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:\\s%@]+)(?::(\\d{1,5}))?");

    private final KeyCatalogue catalogue;
    private final String origin;
    private final List<Entry> entries = new ArrayList<>();

    private UrlForm(KeyCatalogue catalogue, String origin) {
        this.catalogue = catalogue;
        this.origin = origin;
    }

    /**
     * Takes a URL apart.
     *
     * @param url the URL
     * @param origin where it was written
     * @param catalogue the known keys and transports
     * @return the settings it stands for, each once
     * @throws BadValue when it cannot be read
     */
    static List<Entry> read(String url, String origin, KeyCatalogue catalogue) throws BadValue {
        UrlForm form = new UrlForm(catalogue, CoreKeys.URL.name() + " in " + origin);
        form.read(url);
        return form.entries;
    }

    private void read(String url) throws BadValue {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            throw new BadValue(
                    "is no URL of the form scheme://user:password@host:port?key=value",
                    "write such as smtp://user@host:587?auth=oauth2, with %2F for / and %23 for # and %3F for ? in user and password");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String transport = scheme.equals("smtps") ? "smtp" : scheme;
        if (!catalogue.transports().contains(transport)) {
            throw new BadValue("has an unknown scheme", "write smtp://, smtps:// or graph://");
        }
        set(CoreKeys.TRANSPORT.name(), transport);
        String group = Names.PREFIX + transport + '.';
        authority(group, parts.group(2));
        parameters(group, parts.group(4));
        if (transport.equals("smtp")) {
            tls(group + "tls", scheme);
        }
    }

    private void authority(String group, String authority) throws BadValue {
        int at = authority.lastIndexOf('@');
        Matcher host = HOST_PORT.matcher(authority.substring(at + 1));
        if (!host.matches()) {
            throw new BadValue(
                    "has no host, or a port that is no number", "write it after the user: smtp://user@host:587");
        }
        @Nullable String user = at < 0 ? null : authority.substring(0, at);
        if (group.equals(KeyGroup.GRAPH.prefix())) {
            mailbox(group, user, host);
            return;
        }
        set(group + "host", host.group(1));
        if (host.group(2) != null) {
            set(group + "port", host.group(2));
        }
        if (user != null) {
            int colon = user.indexOf(':');
            set(group + "username", decode(colon < 0 ? user : user.substring(0, colon)));
            if (colon >= 0) {
                set(group + "password", decode(user.substring(colon + 1)));
            }
        }
    }

    private void mailbox(String group, @Nullable String user, Matcher host) throws BadValue {
        if (user == null || user.contains(":") || host.group(2) != null) {
            throw new BadValue(
                    "does not name a mailbox and nothing else before the ?",
                    "write graph://user@domain, and how to sign in by the keys under " + KeyGroup.ENTRA.prefix());
        }
        set(group + "mailbox", decode(user) + '@' + host.group(1));
    }

    private void parameters(String group, @Nullable String query) throws BadValue {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new BadValue("has a parameter without a value", "write ?key=value&key=value");
            }
            String key = key(group, decode(parameter.substring(0, equals)));
            if (find(key).isPresent()) {
                throw new BadValue("says " + key + " twice", "say it once");
            }
            set(key, decode(parameter.substring(equals + 1)));
        }
    }

    private String key(String group, String name) throws BadValue {
        List<String> candidates = List.of(group + name, Names.PREFIX + name);
        for (String key : candidates) {
            boolean own = key.equals(CoreKeys.TRANSPORT.name()) || key.startsWith(CoreKeys.URL.name());
            if (catalogue.knows(key) && !own) {
                return key;
            }
        }
        for (String key : List.of(Names.PREFIX + name, group + name)) {
            if (catalogue.isBeyond(Entry.of(key, "", origin))) {
                return key;
            }
        }
        throw new BadValue(
                "has an unknown parameter",
                catalogue
                        .nearest(group + name)
                        .map(key -> "did you mean " + key.replace(group, "").replace(Names.PREFIX, "") + "?")
                        .orElse("write keys without " + group + ", or core keys without " + Names.PREFIX));
    }

    private void tls(String key, String scheme) throws BadValue {
        Optional<String> written = find(key);
        if (scheme.equals("smtps") && written.isPresent() && !written.get().equals("implicit")) {
            throw new BadValue("says smtps, which is tls=implicit, and another tls", "write smtp:// or leave tls out");
        }
        if (scheme.equals("smtp") && written.filter("implicit"::equals).isPresent()) {
            throw new BadValue("says smtp, which is not tls=implicit, and tls=implicit", "write smtps://");
        }
        if (written.isEmpty()) {
            set(key, scheme.equals("smtps") ? "implicit" : "starttls");
        }
    }

    private Optional<String> find(String key) {
        return entries.stream()
                .filter(entry -> entry.name().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    private void set(String key, String value) {
        entries.add(new Entry(key, value, origin, false)); // an encoded blank at an end is meant
    }

    /** Decodes percent escapes (RFC 3986 §2.1); a plus sign stays one, as it is common in addresses. */
    private static String decode(String text) throws BadValue {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        try {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '%') {
                    bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                    i += 2;
                } else {
                    int end = text.indexOf('%', i) < 0 ? text.length() : text.indexOf('%', i);
                    bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                    i = end - 1;
                }
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (IndexOutOfBoundsException | IllegalArgumentException | CharacterCodingException e) {
            throw new BadValue("has a malformed percent escape", "write %25 for a percent sign");
        }
    }
}

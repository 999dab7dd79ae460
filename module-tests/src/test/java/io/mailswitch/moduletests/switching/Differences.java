package io.mailswitch.moduletests.switching;

import io.mailswitch.testkit.ReceivedHeader;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.ReceivedRecipient;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares two mails as a receiver would. */
final class Differences {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);

    private static final Set<String> ADDRESSES =
            Set.of("from", "sender", "to", "cc", "reply-to", "disposition-notification-to");

    private final Map<String, String> found = new LinkedHashMap<>();

    private Differences() {}

    /** Returns what differs, each with what there is on either side; in the order in which a reader meets it. */
    static Map<String, String> between(ReceivedMail smtp, ReceivedMail graph) {
        Differences differences = new Differences();
        differences.compareHeaders(smtp.headers(), graph.headers());
        differences.compare("structure", smtp.structure(), graph.structure());
        differences.compare("text", smtp.text(), graph.text());
        differences.compare("html", smtp.html(), graph.html());
        differences.compare("files", smtp.attachments(), graph.attachments());
        differences.compare(
                "recipients",
                smtp.recipientAddresses().stream().sorted().toList(),
                graph.recipientAddresses().stream().sorted().toList());
        differences.compare("delivery reports", reports(smtp), reports(graph));
        differences.compare("reverse path", smtp.reversePath(), graph.reversePath());
        return differences.found;
    }

    /** Tells whether two mails agree in every octet, but for the boundaries, which are drawn anew each time. */
    static boolean sameOctets(ReceivedMail one, ReceivedMail other) {
        return Arrays.equals(withoutBoundaries(one), withoutBoundaries(other));
    }

    private void compareHeaders(List<ReceivedHeader> smtp, List<ReceivedHeader> graph) {
        Map<String, List<String>> left = byName(smtp);
        Map<String, List<String>> right = byName(graph);
        left.keySet().forEach(name -> compare(name, left.get(name), right.get(name)));
        right.keySet().stream()
                .filter(name -> !left.containsKey(name))
                .forEach(name -> compare(name, null, right.get(name)));
    }

    private static Map<String, List<String>> byName(List<ReceivedHeader> headers) {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (ReceivedHeader header : headers) {
            fields.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(meaning(header));
        }
        return fields;
    }

    /** What a field says, in one spelling: RFC 5322 leaves white space, quotes and the order of parameters to the writer. */
    private static String meaning(ReceivedHeader header) {
        String value = header.value().replaceAll("\\s+", " ").strip();
        try {
            if (ADDRESSES.contains(header.name().toLowerCase(Locale.ROOT))) {
                return Arrays.stream(InternetAddress.parseHeader(value, false))
                        .map(address -> address.getPersonal() + " <" + address.getAddress() + '>')
                        .toList()
                        .toString();
            }
            if (header.name().equalsIgnoreCase("Content-Type")) {
                ContentType type = new ContentType(value);
                Map<String, String> parameters = new TreeMap<>();
                ParameterList given = type.getParameterList();
                for (String name : given == null ? List.<String>of() : Collections.list(given.getNames())) {
                    parameters.put(name, name.equals("boundary") ? "" : type.getParameter(name));
                }
                return type.getBaseType() + parameters;
            }
            return value;
        } catch (ParseException e) {
            return value;
        }
    }

    /** What the receiver's server is asked to report, by recipient and for the whole message. */
    private static Map<String, String> reports(ReceivedMail mail) {
        Map<String, String> asked = new TreeMap<>();
        for (ReceivedRecipient recipient : mail.recipients()) {
            String notify = recipient.parameters().get("NOTIFY");
            if (notify != null) {
                asked.put(recipient.address(), notify);
            }
        }
        for (String name : List.of("RET", "ENVID")) {
            String value = mail.parameters().get(name);
            if (value != null) {
                asked.put(name, value);
            }
        }
        return asked;
    }

    private void compare(String what, @Nullable Object smtp, @Nullable Object graph) {
        if (!Objects.equals(smtp, graph)) {
            found.put(what, "by SMTP " + smtp + ", by Graph " + graph);
        }
    }

    private static byte[] withoutBoundaries(ReceivedMail mail) {
        String raw = new String(mail.rawBytes(), StandardCharsets.ISO_8859_1);
        Matcher boundary = BOUNDARY.matcher(raw);
        String same = raw;
        int number = 0;
        while (boundary.find()) {
            same = same.replace(boundary.group(1), "boundary-" + number++);
        }
        return same.getBytes(StandardCharsets.ISO_8859_1);
    }
}

package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.http.HttpRequest;
import io.mailswitch.testkit.internal.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The query options that the service knows; any other is refused, as are properties that do not exist. */
final class Query {
    private static final Set<String> OPTIONS = Set.of("$select", "$filter", "$top", "$orderby", "$expand", "$count");
    private static final Pattern BY_MESSAGE_ID = Pattern.compile("internetMessageId eq '((?:[^']|'')*)'");
    private static final Pattern BY_PROPERTY = Pattern.compile(
            "singleValueExtendedProperties/any\\((\\w+): ?\\1/id eq '((?:[^']|'')*)' and \\1/value eq '((?:[^']|'')*)'\\)");
    private static final int DEFAULT_TOP = 10;
    private static final int MAX_TOP = 1000;

    private final HttpRequest request;

    private Query(HttpRequest request) {
        this.request = request;
    }

    static Query of(HttpRequest request) throws GraphException {
        for (String option : request.query().keySet()) {
            if (!OPTIONS.contains(option)) {
                throw parseError("The query parameter '" + option + "' is not supported.");
            }
        }
        return new Query(request);
    }

    private static GraphException parseError(String message) {
        return new GraphException(400, "RequestBroker--ParseUri", message);
    }

    private Optional<String> option(String name) {
        return Optional.ofNullable(request.query().get(name));
    }

    JsonObject select(JsonObject message, Set<String> known, String type) throws GraphException {
        Optional<String> names = option("$select");
        if (names.isEmpty()) {
            return message;
        }
        List<String> wanted =
                Arrays.stream(names.get().split(",")).map(String::trim).toList();
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw parseError(
                        "Could not find a property named '" + name + "' on type 'microsoft.graph." + type + "'.");
            }
        }
        return message.copyOf(name -> name.startsWith("@") || name.equals("id") || wanted.contains(name));
    }

    int top() throws GraphException {
        String text = option("$top").orElse(Integer.toString(DEFAULT_TOP));
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_TOP) {
            throw parseError("Invalid value '" + text + "' for $top query option found.");
        }
        return Integer.parseInt(text);
    }

    Predicate<MailItem> filter() throws GraphException {
        Optional<String> filter = option("$filter");
        if (filter.isEmpty()) {
            return item -> true;
        }
        Matcher byId = BY_MESSAGE_ID.matcher(filter.get());
        if (byId.matches()) {
            String id = unquoted(byId.group(1));
            return item -> item.messageId.equals(id);
        }
        Matcher byProperty = BY_PROPERTY.matcher(filter.get());
        if (byProperty.matches()) {
            String id = unquoted(byProperty.group(2));
            String value = unquoted(byProperty.group(3));
            return item -> value.equals(item.extendedProperties().get(id));
        }
        throw parseError("Invalid filter clause: " + filter.get());
    }

    private static String unquoted(String text) {
        return text.replace("''", "'");
    }
}

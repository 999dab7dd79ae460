package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.internal.json.JsonObject;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address with a name.
 *
 * @param name the display name, may be empty
 * @param address the address
 */
record Person(String name, String address) {
    private static final Pattern ADDRESS = Pattern.compile(
            "[^\\s@<>(),;:\\[\\]\\\\\"\\p{Cntrl}]*[^\\s@<>(),;:\\[\\]\\\\\"\\p{Cntrl}.]@[^\\s@<>(),;:\\[\\]\\\\\"\\p{Cntrl}]*[^\\s@<>(),;:\\[\\]\\\\\"\\p{Cntrl}.]");

    static List<Person> list(JsonObject message, String property) throws GraphException {
        List<Person> found = new ArrayList<>();
        for (JsonObject recipient : message.objects(property)) {
            found.add(of(recipient));
        }
        return found;
    }

    static Optional<Person> one(JsonObject message, String property) throws GraphException {
        Optional<JsonObject> recipient = message.object(property);
        return recipient.isEmpty() ? Optional.empty() : Optional.of(of(recipient.get()));
    }

    private static Person of(JsonObject recipient) throws GraphException {
        MessageProperties.check(recipient, MessageProperties.RECIPIENT, "recipient");
        JsonObject email = recipient.object("emailAddress").orElseThrow(Person::invalid);
        MessageProperties.check(email, MessageProperties.EMAIL_ADDRESS, "emailAddress");
        String address = email.string("address").orElse("");
        String name = email.string("name").orElse("");
        if (!isValid(address) || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid();
        }
        return new Person(name, address);
    }

    static boolean isValid(String address) {
        return ADDRESS.matcher(address).matches();
    }

    static GraphException invalid() {
        return new GraphException(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
    }

    InternetAddress toHeader() {
        try {
            return name.isEmpty()
                    ? new InternetAddress(address, "", "UTF-8")
                    : new InternetAddress(address, name, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK has UTF-8", e);
        }
    }

    JsonObject toJson() {
        JsonObject email =
                new JsonObject().put("name", name.isEmpty() ? address : name).put("address", address);
        return new JsonObject().put("emailAddress", email);
    }
}

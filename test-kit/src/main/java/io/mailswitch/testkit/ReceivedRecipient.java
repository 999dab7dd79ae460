package io.mailswitch.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A recipient of the envelope.
 *
 * @param address the address as given in {@code RCPT TO}, without angle brackets
 * @param parameters the parameters such as {@code NOTIFY} and {@code ORCPT} (RFC 3461 §4), names in upper case, values
 *     as sent, in the order sent
 */
public record ReceivedRecipient(String address, Map<String, String> parameters) {

    /** Copies the parameters. */
    public ReceivedRecipient {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}

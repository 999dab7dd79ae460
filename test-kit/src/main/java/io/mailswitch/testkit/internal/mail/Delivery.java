package io.mailswitch.testkit.internal.mail;

import io.mailswitch.testkit.ReceivedRecipient;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fake server knows about a message that it accepted.
 *
 * @param transport {@code smtp} or {@code graph}
 * @param connection the number of the connection that it came by
 * @param serverId the server's own id for it
 * @param reversePath the envelope sender, empty for the null reverse-path
 * @param recipients the accepted recipients in order
 * @param parameters the parameters of {@code MAIL}, names in upper case
 * @param user who had authenticated, if anyone
 * @param mechanism how, if at all
 * @param tlsProtocol such as {@code TLSv1.3}, or null in clear
 * @param tlsCipher the cipher suite, or null in clear
 * @param content the message, closed
 */
public record Delivery(
        String transport,
        int connection,
        String serverId,
        String reversePath,
        List<ReceivedRecipient> recipients,
        Map<String, String> parameters,
        @Nullable String user,
        @Nullable String mechanism,
        @Nullable String tlsProtocol,
        @Nullable String tlsCipher,
        Spool content) {

    /** Copies the collections. */
    public Delivery {
        recipients = List.copyOf(recipients);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}

package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.ReceivedRecipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail transaction that MAIL has opened (RFC 5321 §3.3). */
final class Transaction {
    final String reversePath;
    final Map<String, String> parameters;
    final List<ReceivedRecipient> recipients = new ArrayList<>();
    /** The content so far where it comes by BDAT. */
    @Nullable
    ContentReader chunks;
    /** A chunk was refused: the rest is too, until RSET (RFC 3030 §2). */
    boolean chunkRefused;

    Transaction(String reversePath, Map<String, String> parameters) {
        this.reversePath = reversePath;
        this.parameters = parameters;
    }

    boolean isUtf8() {
        return parameters.containsKey("SMTPUTF8");
    }

    boolean isBinary() {
        return body().equals("BINARYMIME");
    }

    boolean isEightBit() {
        return body().equals("8BITMIME") || isBinary();
    }

    List<String> recipientAddresses() {
        return recipients.stream().map(ReceivedRecipient::address).toList();
    }

    private String body() {
        return parameters.getOrDefault("BODY", "7BIT").toUpperCase(Locale.ROOT);
    }
}

package io.mailswitch.testkit.internal.graph;

import io.mailswitch.testkit.ReceivedRecipient;
import io.mailswitch.testkit.internal.http.HttpRequest;
import io.mailswitch.testkit.internal.mail.Delivery;
import io.mailswitch.testkit.internal.mail.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Sends messages: writes the MIME, checks what is left to check, and hands it to the recipients' side. */
final class Outbox {
    private final GraphState state;
    private final Gate gate;
    private final Path folder;
    private final Consumer<Delivery> sink;

    Outbox(GraphState state, Gate gate, Path folder, Consumer<Delivery> sink) {
        this.state = state;
        this.gate = gate;
        this.folder = folder;
        this.sink = sink;
    }

    void send(MailItem item, HttpRequest request) throws GraphException, IOException {
        List<Person> recipients = item.recipients();
        if (recipients.isEmpty()) {
            throw Person.invalid();
        }
        gate.author(item.mailbox, item.from);
        Instant now = Instant.now();
        String sender = gate.sender(item.mailbox, item.from);
        Spool mime = item.render(sender, state.dropsCustomHeaders(), now, folder);
        if (mime.size() > state.maxMessageBytes()) {
            mime.discard();
            throw tooLarge();
        }
        synchronized (item) { // what is deleted by now is not sent any more
            if (item.isDeleted()) {
                mime.discard();
                throw GraphException.notFound();
            }
            boolean receipt = item.deliveryReceipt();
            sink.accept(new Delivery(
                    "graph",
                    request.connection(),
                    UUID.randomUUID().toString(),
                    item.mailbox,
                    recipients.stream()
                            .map(person -> new ReceivedRecipient(
                                    person.address(), receipt ? Map.of("NOTIFY", "SUCCESS") : Map.of()))
                            .toList(),
                    Map.of(),
                    item.mailbox,
                    "Bearer",
                    request.tlsProtocol(),
                    request.tlsCipher(),
                    mime));
            item.sent(now, state.hiddenLookups());
        }
    }

    static GraphException tooLarge() {
        return new GraphException(413, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
    }
}

package io.mailswitch.smtp.realserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.smtp.realserver.RecordingSender.Sent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server takes a window of messages. */
@RequiresRealServers
class RealBatchTest {
    private static final int MESSAGES = 200;
    private static final int REFUSED = 77;

    private static ServerCertificates certificates;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = new ServerCertificates(folder);
    }

    private static String recipient(int i) {
        return "r" + i + "@example.com";
    }

    @Test
    void eachMessageArrivesOnceAndWhole() {
        try (RealMailServer server = Way.server(certificates)
                .refuseRecipient(recipient(REFUSED), "550 5.1.1 No such mailbox")
                .start()) {
            List<Email> emails = IntStream.range(0, MESSAGES)
                    .mapToObj(i -> Email.builder()
                            .from(Way.USER)
                            .to(recipient(i))
                            .subject("message " + i)
                            .text(".\r\nline\r\n".repeat(i))
                            .build())
                    .toList();
            Map<String, Sent> accepted = new HashMap<>();
            try (RecordingSender sender = RecordingSender.open(
                    Way.PASSWORD_STARTTLS
                            .into(server, certificates)
                            .maxConnections(1)
                            .maxMessagesPerConnection(MESSAGES),
                    server)) {
                List<Sent> sent = sender.sendAll(emails);
                for (int i = 0; i < MESSAGES; i++) {
                    if (sent.get(i) != null) {
                        accepted.put(recipient(i), sent.get(i));
                    }
                }
            }
            server.awaitLogged(
                    "disconnect from \\S+ ehlo=2 starttls=1 auth=1 mail=200 rcpt=199/200 bdat=199/200 rset=199 "
                            + "quit=1 commands=.*\n");
            assertThat(accepted).hasSize(MESSAGES - 1).doesNotContainKey(recipient(REFUSED));
            assertThat(server.delivered()).hasSize(MESSAGES - 1).allSatisfy(mail -> assertThat(mail.content())
                    .isEqualTo(accepted.get(mail.recipient()).content()));
        }
    }
}

package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many TLS records a message takes: one for each write, unless the write is longer than a record may be. */
class RecordsTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private static final int RECORD = 16_384;

    private static MailSender open(RecordCounter counter) {
        return Sends.open(exchange, with("smtp.tls", "implicit", "smtp.port", Integer.toString(counter.port())));
    }

    /** The records of the second message on a connection. */
    private static int recordsOf(Email email) throws IOException {
        try (RecordCounter counter = new RecordCounter(exchange.smtp().implicitTlsPort());
                MailSender sender = open(counter)) {
            sender.send(email);
            int before = counter.records();
            sender.send(email);
            assertThat(exchange.smtp().connections()).hasSize(1);
            return counter.records() - before;
        }
    }

    @ParameterizedTest
    @CsvSource({"BOTH, 1", "PIPELINING, 2", "CHUNKING, 3", "NOTHING, 4"})
    void shortMessage(Offered offered, int records) throws IOException {
        offered.by(exchange);
        assertThat(recordsOf(Sends.email())).isEqualTo(records);
    }

    @Test
    void longMessageFillsItsRecords() throws IOException {
        Email email = Sends.email().toBuilder()
                .text("0123456789 abcdef\r\n".repeat(20_000))
                .build();

        int records = recordsOf(email);

        long content = exchange.mailbox().all().get(1).size();
        // the first buffer carries the commands too, and the last one what is left
        assertThat(records).isBetween((int) (content / RECORD), (int) (content / RECORD) + 2);
    }
}

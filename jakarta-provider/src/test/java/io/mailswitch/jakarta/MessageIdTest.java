package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who saves a message, how often, and with what Message-ID and date: programs file what they have sent by these. */
class MessageIdTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    /** Transport.send saves a message each time, sendMessage never saves one that is saved. */
    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void savedMessageKeepsItsIdAndDate(String way) throws Exception {
        Instant date = Instant.parse("2024-02-29T12:00:00Z");
        Counting message = message(way);
        message.setSentDate(Date.from(date));
        message.saveChanges();

        sendMessage(message);

        assertThat(message.getMessageID()).isEqualTo("<number-1@example.com>");
        ReceivedMail mail = FAKE.mailbox().await(SOON);
        assertThat(mail.messageId()).contains("<number-1@example.com>");
        assertThat(mail.date()).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void unsavedMessageIsSavedOnce(String way) throws Exception {
        Counting message = message(way);

        sendMessage(message);

        assertThat(message.saves).hasValue(1);
        assertThat(message.getMessageID()).isEqualTo("<number-1@example.com>");
        assertThat(FAKE.mailbox().await(SOON).messageId()).contains("<number-1@example.com>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void staticSendSavesAgain(String way) throws Exception {
        Counting message = message(way);
        message.saveChanges();

        Transport.send(message);

        assertThat(message.saves).hasValue(2);
        assertThat(FAKE.mailbox().await(SOON).messageId()).contains("<number-2@example.com>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void idThatJakartaMailMakesIsTheOneThatArrives(String way) throws Exception {
        MimeMessage message = filled(new MimeMessage(session(way)));

        Transport.send(message);

        assertThat(FAKE.mailbox().await(SOON).messageId()).contains(message.getMessageID());
    }

    private static void sendMessage(MimeMessage message) throws MessagingException {
        try (Transport transport = message.getSession().getTransport()) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private static Session session(String way) {
        return Sessions.session(Sessions.of(way, FAKE.exchange()));
    }

    private static Counting message(String way) throws MessagingException {
        return filled(new Counting(session(way)));
    }

    private static <M extends MimeMessage> M filled(M message) throws MessagingException {
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setText("text");
        return message;
    }

    /** Makes an id of its own, as programs do that number what they send. */
    private static final class Counting extends MimeMessage {
        private final AtomicInteger saves = new AtomicInteger();

        Counting(Session session) {
            super(session);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<number-" + saves.incrementAndGet() + "@example.com>");
        }
    }
}

package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.GraphFault;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.SmtpStage;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.ConnectionListener;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.event.TransportListener;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners hear the same as from Angus. */
class EventsTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp", "graph"})
    void connectionAndDeliveryAreTold(String way) throws Exception {
        send(properties(way), "good@example.com");

        assertThat(next(3)).containsExactly("opened", "delivered [good@example.com] [] []", "closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp"})
    void failureIsTold(String way) throws Exception {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        Properties properties = properties(way);

        assertThat(catchThrowable(() -> send(properties, "good@example.com, bad@example.com")))
                .isNotNull();

        assertThat(next(3))
                .containsExactly("opened", "not delivered [] [good@example.com] [bad@example.com]", "closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"angus", "smtp"})
    void partialDeliveryIsTold(String way) throws Exception {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        Properties properties = properties(way);
        properties.setProperty("mail.smtp.sendpartial", "true");

        assertThat(catchThrowable(() -> send(properties, "good@example.com, bad@example.com")))
                .isNotNull();

        assertThat(next(3)).containsExactly("opened", "partly [good@example.com] [] [bad@example.com]", "closed");
    }

    @Test
    void refusalByGraphIsTold() throws Exception {
        graphRequestThatSends().error(400, "ErrorInvalidRecipients", "At least one recipient is invalid.");
        Properties properties = properties("graph");

        assertThat(catchThrowable(() -> send(properties, "good@example.com, other@example.com")))
                .isNotNull();

        assertThat(next(3))
                .containsExactly("opened", "not delivered [] [good@example.com, other@example.com] []", "closed");
    }

    /** A program that sends again to the unsent must not double anything. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void unknownOutcomeIsToldWithoutAnyAddress(String way) throws Exception {
        if (way.equals("smtp")) {
            FAKE.smtp().at(SmtpStage.CONTENT_END).acceptThenDrop();
        } else {
            graphRequestThatSends().acceptThenDrop();
        }
        Properties properties = properties(way);

        Throwable failure = catchThrowable(() -> send(properties, "good@example.com"));

        assertThat(failure).isInstanceOf(MessagingException.class).isNotInstanceOf(SendFailedException.class);
        assertThat(failure)
                .extracting(Throwable::getCause)
                .isInstanceOfSatisfying(MailException.class, cause -> assertThat(cause.outcome())
                        .isEqualTo(Outcome.UNKNOWN));
        assertThat(next(3)).containsExactly("opened", "not delivered [] [] []", "closed");
        assertThat(FAKE.mailbox().size()).isEqualTo(1);
    }

    /** The first asks whether sending is allowed, when the transport connects. */
    private static GraphFault graphRequestThatSends() {
        return FAKE.exchange().graph().at(GraphStage.SEND_MAIL).afterFirst(1);
    }

    private List<String> next(int count) throws InterruptedException {
        String[] heard = new String[count];
        for (int i = 0; i < count; i++) {
            heard[i] = events.poll(20, TimeUnit.SECONDS);
        }
        return Arrays.asList(heard);
    }

    private Properties properties(String way) {
        return Sessions.of(way, FAKE.exchange());
    }

    private void send(Properties properties, String recipients) throws Exception {
        Session session = Sessions.session(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, recipients);
        message.setText("text");
        message.saveChanges();
        try (Transport transport = session.getTransport()) {
            transport.addConnectionListener(new Connections());
            transport.addTransportListener(new Deliveries());
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private final class Connections implements ConnectionListener {
        @Override
        public void opened(ConnectionEvent event) {
            events.add("opened");
        }

        @Override
        public void disconnected(ConnectionEvent event) {
            events.add("disconnected");
        }

        @Override
        public void closed(ConnectionEvent event) {
            events.add("closed");
        }
    }

    private final class Deliveries implements TransportListener {
        @Override
        public void messageDelivered(TransportEvent event) {
            add("delivered", event);
        }

        @Override
        public void messageNotDelivered(TransportEvent event) {
            add("not delivered", event);
        }

        @Override
        public void messagePartiallyDelivered(TransportEvent event) {
            add("partly", event);
        }

        private void add(String what, TransportEvent event) {
            events.add(what
                    + ' '
                    + list(event.getValidSentAddresses())
                    + ' '
                    + list(event.getValidUnsentAddresses())
                    + ' '
                    + list(event.getInvalidAddresses()));
        }

        private String list(Object[] addresses) {
            return addresses == null ? "[]" : Arrays.toString(addresses);
        }
    }
}

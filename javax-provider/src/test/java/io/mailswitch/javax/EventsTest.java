package io.mailswitch.javax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPAddressSucceededException;
import com.sun.mail.smtp.SMTPSendFailedException;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.jakarta.SharedSenders;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.GraphFault;
import io.mailswitch.testkit.GraphStage;
import io.mailswitch.testkit.SmtpStage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.event.ConnectionEvent;
import javax.mail.event.ConnectionListener;
import javax.mail.event.TransportEvent;
import javax.mail.event.TransportListener;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners and callers hear the same as from JavaMail's own transport. */
class EventsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javamail", "smtp", "graph"})
    void connectionAndDeliveryAreTold(String way) throws Exception {
        send(properties(way), "good@example.com");

        assertThat(next(3)).containsExactly("opened", "delivered [good@example.com] [] []", "closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javamail", "smtp"})
    void partialDeliveryIsTold(String way) throws Exception {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        Properties properties = properties(way);
        properties.setProperty("mail.smtp.sendpartial", "true");

        SMTPSendFailedException failure = catchThrowableOfType(
                SMTPSendFailedException.class, () -> send(properties, "good@example.com, bad@example.com"));

        assertThat(failure.getReturnCode()).isEqualTo(250);
        assertThat(failure.getNextException())
                .isInstanceOfSatisfying(SMTPAddressFailedException.class, one -> assertThat(one.getReturnCode())
                        .isEqualTo(550));
        assertThat(next(3)).containsExactly("opened", "partly [good@example.com] [] [bad@example.com]", "closed");
        assertThat(FAKE.mailbox().await(SOON).recipientAddresses()).containsExactly("good@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javamail", "smtp"})
    void reportedSuccessIsThrown(String way) {
        Properties properties = properties(way);
        properties.setProperty("mail.smtp.reportsuccess", "true");

        SMTPSendFailedException failure =
                catchThrowableOfType(SMTPSendFailedException.class, () -> send(properties, "good@example.com"));

        assertThat(list(failure.getValidSentAddresses())).isEqualTo("[good@example.com]");
        assertThat(failure.getNextException())
                .isInstanceOfSatisfying(
                        SMTPAddressSucceededException.class,
                        one -> assertThat(one.getAddress().getAddress()).isEqualTo("good@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void unknownOutcomeIsToldWithoutAnyAddress(String way) throws Exception {
        if (way.equals("smtp")) {
            FAKE.smtp().at(SmtpStage.CONTENT_END).acceptThenDrop();
        } else {
            graphRequestThatSends().acceptThenDrop();
        }

        Throwable failure = catchThrowable(() -> send(properties(way), "good@example.com"));

        assertThat(failure)
                .isInstanceOf(MessagingException.class)
                .isNotInstanceOf(SendFailedException.class)
                .extracting(Throwable::getCause)
                .isInstanceOfSatisfying(MailException.class, cause -> assertThat(cause.outcome())
                        .isEqualTo(Outcome.UNKNOWN));
        assertThat(next(3)).containsExactly("opened", "not delivered [] [] []", "closed");
        assertThat(FAKE.mailbox().size()).isEqualTo(1);
    }

    private Properties properties(String way) {
        return Sessions.of(way, FAKE.exchange());
    }

    /** The first asks whether sending is allowed, when the transport connects. */
    private static GraphFault graphRequestThatSends() {
        return FAKE.exchange().graph().at(GraphStage.SEND_MAIL).afterFirst(1);
    }

    private List<String> next(int count) throws InterruptedException {
        String[] heard = new String[count];
        for (int i = 0; i < count; i++) {
            heard[i] = events.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        return Arrays.asList(heard);
    }

    private void send(Properties properties, String recipients) throws MessagingException {
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

    private static String list(Object[] addresses) {
        return addresses == null ? "[]" : Arrays.toString(addresses);
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
    }
}

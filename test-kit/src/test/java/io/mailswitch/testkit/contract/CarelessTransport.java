package io.mailswitch.testkit.contract;

import io.mailswitch.CheckReport;
import io.mailswitch.Failure;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import io.mailswitch.TlsSession;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchange;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * What one gets in an afternoon: Jakarta Mail that trusts everyone, tries everything twice and calls every failure
 * temporary. It sends mail, and the contract has to see through it.
 */
final class CarelessTransport implements Transport {
    private final Session session;

    CarelessTransport(FakeExchange exchange, Duration timeout) {
        String millis = Long.toString(timeout.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", exchange.smtp().host());
        properties.setProperty(
                "mail.smtp.port", Integer.toString(exchange.smtp().port()));
        properties.setProperty("mail.smtp.localhost", "client.example.com");
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.ssl.trust", "*");
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        session = Session.getInstance(properties);
    }

    @Override
    public SendReceipt submit(Submission submission) {
        try {
            try {
                return send(submission);
            } catch (MessagingException e) {
                return send(submission);
            }
        } catch (MessagingException e) {
            Failure failure = Failure.at(Stage.CONTENT, "Try again.")
                    .resend(Resend.SAFE_LATER)
                    .build();
            throw new SubmissionException("could not send", failure, e);
        }
    }

    private SendReceipt send(Submission submission) throws MessagingException {
        byte[] bytes = ContractMessage.bytes(submission);
        MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(bytes));
        Address[] recipients = InternetAddress.parse(message.getHeader("To", ","), false);
        try (jakarta.mail.Transport transport = session.getTransport()) {
            transport.connect(Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
            transport.sendMessage(message, recipients);
        }
        return SendReceipt.builder(submission.messageId(), "careless", "data", Reply.smtp(250, null, List.of("OK")))
                .accepted(submission.envelope().forwardPaths())
                .serverId("unknown")
                .tls(new TlsSession("TLSv1.3", "TLS_AES_256_GCM_SHA384"))
                .build();
    }

    @Override
    public TransportCapabilities capabilities() {
        return TransportCapabilities.builder("careless").build();
    }

    @Override
    public CheckReport check() {
        return CheckReport.builder("careless").fact("host", "some").build();
    }

    @Override
    public void close() {}
}

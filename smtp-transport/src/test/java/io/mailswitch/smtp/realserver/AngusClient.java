package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;

/** Angus Mail as a client of the harness: proof that the server works which does not rest on Mailswitch. */
final class AngusClient {
    private final Properties properties = new Properties();
    private final RealMailServer server;

    private AngusClient(RealMailServer server, String trustedPem) {
        this.server = server;
        properties.put("mail.smtp.ssl.socketFactory", TestTls.trusting(trustedPem));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", "true");
        for (String timeout : new String[] {"timeout", "connectiontimeout", "writetimeout"}) {
            properties.put("mail.smtp." + timeout, "20000");
        }
    }

    static AngusClient starttls(RealMailServer server, String trustedPem) {
        AngusClient client = new AngusClient(server, trustedPem);
        client.properties.put("mail.smtp.port", Integer.toString(server.starttlsPort()));
        client.properties.put("mail.smtp.starttls.required", "true");
        return client;
    }

    static AngusClient implicitTls(RealMailServer server, String trustedPem) {
        AngusClient client = new AngusClient(server, trustedPem);
        client.properties.put("mail.smtp.port", Integer.toString(server.implicitTlsPort()));
        client.properties.put("mail.smtp.ssl.enable", "true");
        return client;
    }

    AngusClient with(String property, String value) {
        properties.put("mail.smtp." + property, value);
        return this;
    }

    /** Sends the content, after logging in with PLAIN or LOGIN, or XOAUTH2 where the secret is a token. */
    void send(String user, String secret, String content, String... recipients) throws MessagingException {
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(content.getBytes(US_ASCII)));
        InternetAddress[] addresses = InternetAddress.parse(String.join(",", recipients));
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(server.host(), user, secret);
            transport.sendMessage(message, addresses);
        }
    }
}

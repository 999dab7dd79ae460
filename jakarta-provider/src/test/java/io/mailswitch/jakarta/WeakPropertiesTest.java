package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.CertificateKind;
import io.mailswitch.testkit.FakeExchangeExtension;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Properties that make Angus trust anybody change nothing here: who shows a bad certificate gets neither password nor message. */
class WeakPropertiesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    /** Angus shows that the property would matter. */
    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_CA, ssl.trust, *",
        "SELF_SIGNED, ssl.trust, localhost",
        "EXPIRED, ssl.trust, *",
        "WRONG_NAME, ssl.checkserveridentity, false",
        "UNKNOWN_CA, ssl.socketFactory, (trusts anybody)",
        "SELF_SIGNED, socketFactory, (trusts anybody)"
    })
    void badCertificateStaysBad(CertificateKind certificate, String property, String value) throws Exception {
        FAKE.smtp().reconfigure(options -> options.certificate(certificate));
        Properties properties = weak(property, value);
        Properties alone = new Properties();
        alone.putAll(properties);
        alone.setProperty("mail.smtp.class", SMTPTransport.class.getName());
        if (!value.startsWith("(") && !property.equals("ssl.trust")) {
            alone.put(
                    "mail.smtp.ssl.socketFactory",
                    FAKE.exchange().certificates().clientContext().getSocketFactory());
        }
        send(alone);
        assertThat(FAKE.mailbox().await(SOON).user()).as("Angus").contains(Accounts.DEFAULT_USER);
        FAKE.mailbox().clear();

        MessagingException failure = catchThrowableOfType(MessagingException.class, () -> send(properties));

        assertThat(failure).hasMessageContaining("certificate");
        assertThat(FAKE.mailbox().size()).isZero();
        assertThat(new String(FAKE.smtp().clearTextBytes(), StandardCharsets.US_ASCII))
                .doesNotContain("AUTH")
                .doesNotContain("MAIL FROM");
    }

    @ParameterizedTest
    @CsvSource({
        "ssl.protocols, TLSv1 TLSv1.1",
        "ssl.protocols, SSLv3",
        "ssl.ciphersuites, TLS_RSA_WITH_3DES_EDE_CBC_SHA",
        "starttls.required, false",
        "starttls.enable, false"
    })
    void connectionIsAsSafeAsWithoutIt(String property, String value) throws Exception {
        send(weak(property, value));

        assertThat(FAKE.mailbox().await(SOON).tlsProtocol()).contains("TLSv1.3");
    }

    private static Properties weak(String property, String value) throws GeneralSecurityException {
        Properties properties = Sessions.smtp(FAKE.exchange());
        if (value.startsWith("(")) {
            properties.put("mail.smtp." + property, trustsAnybody());
        } else {
            properties.setProperty("mail.smtp." + property, value);
        }
        if (property.equals("socketFactory")) { // its sockets begin with TLS
            properties.setProperty(
                    "mail.smtp.socketFactory.port", Integer.toString(FAKE.smtp().implicitTlsPort()));
        }
        return properties;
    }

    private static SSLSocketFactory trustsAnybody() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, new SecureRandom());
        return context.getSocketFactory();
    }

    private static void send(Properties properties) throws MessagingException {
        Session session = Sessions.session(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(Accounts.DEFAULT_USER);
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setText("text");
        Transport.send(message);
    }

    private static final class TrustsAnybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.util.Arrays;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderLookupTest {
    private final Properties properties = new Properties();

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "smtps", "mailswitch"})
    void protocolsLeadHere(String protocol) throws Exception {
        Session session = Session.getInstance(properties);

        assertThat(session.getTransport(protocol)).isInstanceOf(MailswitchTransport.class);
        assertThat(session.getTransport(new URLName(protocol, "host", 25, null, "user", "password")))
                .isInstanceOf(MailswitchTransport.class);
        assertThat(session.getTransport(session.getProvider(protocol))).isInstanceOf(MailswitchTransport.class);
    }

    @Test
    void defaultTransportAndThatOfAnAddressLeadHere() throws Exception {
        Session session = Session.getInstance(properties);

        assertThat(session.getTransport()).isInstanceOf(MailswitchTransport.class);
        assertThat(session.getTransport(new InternetAddress("a@example.com"))).isInstanceOf(MailswitchTransport.class);
    }

    @Test
    void classNamedByThePropertiesWins() throws Exception {
        properties.setProperty("mail.smtp.class", SMTPTransport.class.getName());

        Transport transport = Session.getInstance(properties).getTransport("smtp");

        assertThat(transport).isExactlyInstanceOf(SMTPTransport.class);
    }

    @Test
    void providerIsAnnouncedForContainersToo() {
        Provider[] providers = Session.getInstance(properties).getProviders();

        // once as a service and once by META-INF/jakarta.providers, which the context class loader finds
        assertThat(Arrays.stream(providers)
                        .filter(provider -> provider.getProtocol().equals("smtp")
                                && provider.getClassName().equals(MailswitchTransport.class.getName())))
                .hasSize(2);
    }
}

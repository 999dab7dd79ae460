package io.mailswitch.jakarta.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.jakarta.internal.session.ConnectRequest;
import io.mailswitch.jakarta.internal.session.SessionConfig;
import jakarta.mail.Session;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A program that signs in to Exchange Online by password is warned, with the date, though nothing of Mailswitch is configured. */
class RetirementWarningTest {
    private final SenderCache cache = new SenderCache(System::nanoTime);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.mailswitch");

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARN);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        cache.closeAll(any -> true);
    }

    /** Not once for each sender: they are opened anew after a rest, and for each session that debugs. */
    @Test
    void passwordOnExchangeOnlineIsWarnedOfOnce() {
        for (int i = 0; i < 3; i++) {
            lease("smtp.office365.com", "once@contoso.com").close();
            cache.closeAll(any -> true);
        }

        assertThat(warnings()).singleElement().asString().contains("December 2026", "mailswitch.smtp.auth=oauth2");
    }

    @Test
    void eachUserIsWarnedOf() {
        lease("smtp.office365.com", "one@contoso.com").close();
        lease("smtp.office365.com", "two@contoso.com").close();

        assertThat(warnings()).hasSize(2);
    }

    @Test
    void passwordElsewhereIsNot() {
        lease("mail.example.com", "alerts@contoso.com").close();

        assertThat(warnings()).isEmpty();
    }

    private Lease lease(String host, String user) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", "587");
        ConnectRequest request =
                new ConnectRequest(Session.getInstance(properties), "smtp", null, -1, user, "password");
        MailConfig config = SessionConfig.of(request, MailConfig.of(Map.of())).config();
        return cache.lease(config, null, null, RetirementWarningTest.class.getClassLoader(), () -> {});
    }

    private List<String> warnings() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}

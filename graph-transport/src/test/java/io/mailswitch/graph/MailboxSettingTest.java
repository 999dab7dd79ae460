package io.mailswitch.graph;

import static io.mailswitch.graph.GraphFixture.email;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailSender;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A program that moves from SMTP has the mailbox in its user name. */
class MailboxSettingTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private final Map<String, String> settings = GraphFixture.settings(exchange.exchange());

    @BeforeEach
    void addMailboxes() {
        exchange.accounts().addMailbox("user@example.com").addMailbox("graph@example.com");
        exchange.accounts().allowSendAs("user@example.com", "sender@example.com");
        exchange.accounts().allowSendAs("graph@example.com", "sender@example.com");
        settings.remove("mailswitch.graph.mailbox");
    }

    private String mailboxOfTheRequest() {
        try (MailSender sender = MailSender.builder()
                .config(MailConfig.of(settings))
                .tokenSource(GraphFixture.tokens(exchange.exchange()))
                .open()) {
            sender.send(email().build());
        }
        return exchange.exchange().graph().requests().get(0).target();
    }

    @Test
    void userNameOfSmtpNamesIt() {
        settings.put("mailswitch.smtp.username", "user@example.com");

        assertThat(mailboxOfTheRequest()).contains("/users/user%40example.com/");
    }

    @Test
    void userNameThatIsNoAddressDoesNot() {
        settings.put("mailswitch.smtp.username", "DOMAIN\\user");

        assertThat(mailboxOfTheRequest()).contains("/users/sender%40example.com/");
    }

    @Test
    void settingOfItsOwnWins() {
        settings.put("mailswitch.smtp.username", "user@example.com");
        settings.put("mailswitch.graph.mailbox", "graph@example.com");

        assertThat(mailboxOfTheRequest()).contains("/users/graph%40example.com/");
    }
}

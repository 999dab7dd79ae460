package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.MailException;
import io.mailswitch.spring.app.OrderMails;
import io.mailswitch.spring.app.ShopApplication;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedAttachment;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/** An ordinary mail application on Boot, with the starter in place of Boot's own: by SMTP as it is, by Graph with other properties. */
class SwappedStarterTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @Test
    void bootHasTheVersionThatIsMeant() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("boot.version"));
    }

    @Test
    void applicationKnowsNothingOfMailswitch() throws IOException {
        try (Stream<Path> sources =
                Files.list(Path.of("../spring-boot-starter/src/test/java/io/mailswitch/spring/app"))) {
            for (Path source : sources.toList()) {
                assertThat(source).content().doesNotContain("import io.mailswitch");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void sendsAllThatItSentBefore(String way) throws Exception {
        try (ConfigurableApplicationContext context = start(Settings.of(way, FAKE))) {
            OrderMails mails = context.getBean(OrderMails.class);

            mails.plain("one@example.com");
            mails.invoice("two@example.com");
            mails.prepared("three@example.com");
            JavaMailSender sender = context.getBean(JavaMailSender.class);
            sender.send(mails.newsletter("four@example.com", "five@example.com"));
        }

        List<ReceivedMail> received = FAKE.mailbox().await(5, SOON);
        assertThat(received).allSatisfy(mail -> {
            assertThat(mail.transport()).isEqualTo(way);
            assertThat(mail.from()).containsExactly("sender@example.com");
        });
        assertThat(received.get(0).subject()).isEqualTo("Bestellung \u2116 7");
        assertThat(received.get(0).text()).hasValueSatisfying(text -> assertThat(text.strip())
                .isEqualTo("Vielen Dank f\u00fcr Ihre Bestellung."));
        ReceivedMail invoice = received.get(1);
        assertThat(invoice.recipientAddresses()).containsExactlyInAnyOrder("two@example.com", "archive@example.com");
        assertThat(invoice.subject()).isEqualTo("Rechnung \u00fcber 7 \u20ac");
        assertThat(invoice.header("Bcc")).isEmpty();
        assertThat(invoice.text()).hasValueSatisfying(text -> assertThat(text).contains("Im Anhang."));
        assertThat(invoice.html()).hasValueSatisfying(html -> assertThat(html).contains("cid:logo"));
        assertThat(invoice.attachments())
                .extracting(ReceivedAttachment::contentType)
                .contains("image/png");
        assertThat(invoice.attachments().stream().flatMap(file -> file.fileName().stream()))
                .contains("Rechnung \u00fc.pdf");
        assertThat(received.subList(2, 5))
                .extracting(ReceivedMail::subject)
                .containsExactly("prepared", "News 0", "News 1");
    }

    @Test
    void bootsOwnSenderAndHealthStayAway() {
        try (ConfigurableApplicationContext context = start(Settings.ofBoot(FAKE))) {
            assertThat(context.getBeansOfType(JavaMailSender.class))
                    .containsOnlyKeys("mailswitchJavaMailSender")
                    .containsValue(context.getBean("mailSender", JavaMailSender.class));
            assertThat(context.getBean("mailHealthContributor").getClass().getName())
                    .startsWith("io.mailswitch.");
        }
    }

    @Test
    void messageThatThrowsDoesNotHideWhatWasSent() throws Exception {
        try (ConfigurableApplicationContext context = start(Settings.ofBoot(FAKE))) {
            MimeMessage[] messages =
                    context.getBean(OrderMails.class).newsletter("one@example.com", "three@example.com");
            MimeMessage broken = new MimeMessage(messages[0]) {
                @Override
                public void saveChanges() {
                    throw new IllegalArgumentException("no such template");
                }
            };

            MailSendException failure =
                    catchThrowableOfType(MailSendException.class, () -> context.getBean(JavaMailSender.class)
                            .send(messages[0], broken, messages[1]));

            assertThat(failure.getFailedMessages()).containsOnlyKeys(broken);
            assertThat(failure).hasMessageContaining("no such template");
        }
        assertThat(FAKE.mailbox().all())
                .flatExtracting(ReceivedMail::recipientAddresses)
                .containsExactly("one@example.com", "three@example.com");
    }

    @Test
    void batchNamesTheMessagesThatFailed() throws Exception {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        try (ConfigurableApplicationContext context = start(Settings.ofBoot(FAKE))) {
            MimeMessage[] messages = context.getBean(OrderMails.class)
                    .newsletter("one@example.com", "bad@example.com", "three@example.com");

            MailSendException failure =
                    catchThrowableOfType(MailSendException.class, () -> context.getBean(JavaMailSender.class)
                            .send(messages));

            assertThat(failure.getFailedMessages()).containsOnlyKeys(messages[1]);
            assertThat(failure.getFailedMessages().get(messages[1]))
                    .isInstanceOfSatisfying(SendFailedException.class, each -> assertThat(each.getInvalidAddresses())
                            .extracting(Object::toString)
                            .containsExactly("bad@example.com"));
            assertThat(failure.getCause()).isInstanceOf(MailException.class);
            assertThat(failure).hasMessageContaining(((MailException) failure.getCause()).advice());
        }
        assertThat(FAKE.mailbox().all())
                .flatExtracting(ReceivedMail::recipientAddresses)
                .containsExactly("one@example.com", "three@example.com");
    }

    @Test
    void wrongPasswordIsSpringsAuthenticationException() {
        Map<String, String> settings = Settings.ofBoot(FAKE);
        settings.put("spring.mail.password", "not-the-password-1");
        try (ConfigurableApplicationContext context = start(settings)) {
            OrderMails mails = context.getBean(OrderMails.class);

            assertThatExceptionOfType(MailAuthenticationException.class)
                    .isThrownBy(() -> mails.plain("one@example.com"))
                    .withMessageContaining("535")
                    .withCauseInstanceOf(io.mailswitch.AuthenticationException.class)
                    .satisfies(failure -> assertThat(failure.toString()).doesNotContain("not-the-password-1"));
        }
    }

    @Test
    void nobodyThereFailsTheWholeBatchAtOnce() throws Exception {
        try (ConfigurableApplicationContext context = start(Settings.ofBoot(FAKE))) {
            MimeMessage[] messages = context.getBean(OrderMails.class).newsletter("one@example.com", "two@example.com");
            FAKE.smtp().at(SmtpStage.GREETING).always().replyThenClose("554 5.3.2 not today");

            MailSendException failure =
                    catchThrowableOfType(MailSendException.class, () -> context.getBean(JavaMailSender.class)
                            .send(messages));

            assertThat(failure.getFailedMessages()).containsOnlyKeys((Object[]) messages);
            assertThat(FAKE.smtp().connections()).hasSize(1);
        }
    }

    @Test
    void originalSimpleMessagesAreTheKeys() {
        FAKE.smtp().at(SmtpStage.RCPT).forRecipient("bad@example.com").reply("550 5.1.1 no such mailbox");
        try (ConfigurableApplicationContext context = start(Settings.ofBoot(FAKE))) {
            MailSendException failure =
                    catchThrowableOfType(MailSendException.class, () -> context.getBean(OrderMails.class)
                            .plain("bad@example.com"));

            assertThat(failure.getFailedMessages().keySet())
                    .hasOnlyElementsOfType(org.springframework.mail.SimpleMailMessage.class)
                    .hasSize(1);
        }
    }

    private static ConfigurableApplicationContext start(Map<String, String> settings) {
        return new SpringApplicationBuilder(ShopApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Settings.pairs(settings))
                .run();
    }
}

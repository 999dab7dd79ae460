package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.MailSender;
import io.mailswitch.MailSenders;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spring.internal.micrometer.MicrometerAutoConfiguration;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.SmtpStage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Which beans there are, and where their settings come from. */
class AutoConfigurationTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MailswitchAutoConfiguration.class));

    @Test
    void nothingConfiguredMakesNoSender() {
        runner.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(MailSender.class)
                .doesNotHaveBean(JavaMailSender.class));
    }

    @Test
    void ownJavaMailSenderStays() {
        runner.withBean("own", JavaMailSenderImpl.class)
                .withPropertyValues("mailswitch.transport=memory")
                .run(context -> assertThat(context)
                        .hasSingleBean(MailSender.class)
                        .getBean(JavaMailSender.class)
                        .isSameAs(context.getBean("own")));
    }

    @Test
    void ownMailSenderIsSpringsWayOut() {
        MailSender own = MailSender.open(MailConfig.of(FAKE.settings()));
        runner.withBean(MailSender.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(MailSender.class);
            send(context.getBean(JavaMailSender.class), "one@example.com");
        });

        assertThat(FAKE.mailbox().await(SOON).recipientAddresses()).containsExactly("one@example.com");
    }

    @Test
    void namesAreRelaxedAndPlaceholdersFilled() {
        Map<String, String> settings = FAKE.settings();
        settings.remove("mailswitch.smtp.username");
        settings.remove("mailswitch.smtp.ca-file");
        settings.put("mail-user", Accounts.DEFAULT_USER);
        settings.put("mailswitch.smtp.userName", "${mail-user}");
        settings.put(
                "mailswitch.smtp.caFile",
                FAKE.exchange().certificates().caFile().toString());
        settings.put("mailswitch.allow-recipients[0]", "*@example.com");
        settings.put("mailswitch.allow-recipients[1]", "*@example.org");
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            assertThat(context).hasNotFailed();
            send(context.getBean(JavaMailSender.class), "one@example.org");
        });

        assertThat(FAKE.mailbox().await(SOON).user()).contains(Accounts.DEFAULT_USER);
    }

    @Test
    void variablesOfTheEnvironmentWinOverFiles() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("MAILSWITCH_SMTP_PORT", Integer.toString(FAKE.smtp().port()));
        variables.put("MAILSWITCH_SMTP_CONNECTTIMEOUT", "7s");
        variables.put("MAILSWITCH_SMTP_MAX_CONNECTIONS", "2");
        variables.put("MAILSWITCH_PORT_25_TCP", "tcp://10.0.0.1:25"); // what an orchestrator tells of a service
        Map<String, String> settings = FAKE.settings();
        settings.put("mailswitch.smtp.port", "1");
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
                .withPropertyValues(Settings.pairs(settings))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    send(context.getBean(JavaMailSender.class), "one@example.com");
                    assertThat(context.getBean(MailConfig.class).report())
                            .contains("connect-timeout")
                            .contains("7s");
                });

        assertThat(FAKE.mailbox().size()).isOne();
    }

    @Test
    void problemsAreAllToldWithPlaceAndRemedy() {
        runner.withPropertyValues(
                        "mailswitch.transport=smtp",
                        "mailswitch.smtp.hosst=mail.example.com",
                        "mailswitch.smtp.port=many")
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis analysis = analysis(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .contains("mailswitch.smtp.hosst")
                            .contains("mailswitch.smtp.port=many")
                            .contains("from \"mailswitch.smtp.port\" from property source \"test\"");
                    assertThat(analysis.getAction()).contains("mailswitch.smtp.host");
                });
    }

    @Test
    void openPlaceholderIsAProblem() {
        runner.withPropertyValues("mailswitch.smtp.password=${MAIL_PASSWORD_THAT_IS_NOT_THERE}")
                .run(context -> assertThat(configurationFailure(context.getStartupFailure()))
                        .extracting(ConfigProblem::key)
                        .containsExactly("mailswitch.smtp.password"));
    }

    @Test
    void missingBundleIsAProblem() {
        runner.withPropertyValues("spring.mail.host=mail.example.com", "spring.mail.ssl.bundle=nowhere")
                .run(context -> assertThat(configurationFailure(context.getStartupFailure()))
                        .extracting(ConfigProblem::value)
                        .containsExactly("nowhere"));
    }

    @Test
    void missingPasswordIsAProblem() {
        runner.withPropertyValues(
                        "spring.mail.host=mail.example.com",
                        "spring.mail.username=somebody",
                        "spring.mail.properties.mail.smtp.auth=true")
                .run(context -> assertThat(configurationFailure(context.getStartupFailure()))
                        .extracting(ConfigProblem::key)
                        .containsExactly("spring.mail.password"));
    }

    @Test
    void testConnectionStopsTheStart() {
        assertThat(Boot.mailConfigurations()).hasSize(2);
        refusesToStart(runner.withConfiguration(AutoConfigurations.of(Boot.mailConfigurations())));
    }

    @Test
    void testConnectionStopsTheStart_withoutBootsOwnStarter() {
        refusesToStart(runner.withClassLoader(new FilteredClassLoader(Boot.MAIL_PACKAGES.toArray(String[]::new))));
    }

    private static void refusesToStart(ApplicationContextRunner runner) {
        Map<String, String> settings = Settings.ofBoot(FAKE);
        settings.put("spring.mail.test-connection", "true");
        settings.put("spring.mail.password", "not-the-password-1");
        runner.withPropertyValues(Settings.pairs(settings)).run(context -> {
            assertThat(context).hasFailed();
            assertThat(analysis(context.getStartupFailure()).getDescription())
                    .contains("535")
                    .doesNotContain("not-the-password-1");
        });
    }

    @Test
    void namedSendersAreQualifiedBeans() {
        FAKE.accounts().allowSendAs(Accounts.DEFAULT_USER, "bulk@example.com");
        Map<String, String> settings = FAKE.settings();
        settings.put("mailswitch.senders.alerts.from", Accounts.DEFAULT_USER);
        settings.put("mailswitch.senders.bulk-mail.from", "bulk@example.com");
        runner.withUserConfiguration(Desks.class)
                .withPropertyValues(Settings.pairs(settings))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    context.getBean(Desks.Alerts.class).sender().send(anonymous("one@example.com"));
                    context.getBean(Desks.Bulk.class).sender().send(anonymous("two@example.com"));
                    assertThat(context.getBean(Desks.Bulk.class).core())
                            .isSameAs(context.getBean(MailSenders.class).get("bulk-mail"));
                    assertThat(context.getBean(JavaMailSender.class)).isSameAs(context.getBean("mailSender"));
                });

        assertThat(FAKE.mailbox().await(2, SOON))
                .flatExtracting(ReceivedMail::from)
                .containsExactly(Accounts.DEFAULT_USER, "bulk@example.com");
    }

    @Test
    void closingWaitsForMailUnderWay() throws Exception {
        FAKE.smtp().at(SmtpStage.CONTENT_END).delay(Duration.ofSeconds(1));
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        runner.withPropertyValues(Settings.pairs(FAKE.settings())).run(context -> {
            JavaMailSender sender = context.getBean(JavaMailSender.class);
            sent.add(CompletableFuture.runAsync(() -> send(sender, "one@example.com")));
            awaitUnderWay(context.getBean(MailSender.class), sent);
            assertThat(sent).noneMatch(CompletableFuture::isDone);
        });

        sent.get(0).get(10, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(FAKE.mailbox().size()).isOne();
        assertThat(FAKE.smtp().awaitNoConnection(SOON)).isTrue();
    }

    /** Until a mail is under way, or one has ended before that could be seen. */
    private static void awaitUnderWay(MailSender sender, List<CompletableFuture<Void>> sent) {
        while (sender.state().underWay() == 0 && sent.stream().noneMatch(CompletableFuture::isDone)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void closingWaitsForMailUnderWay_ofNamedSenders() throws Exception {
        FAKE.accounts().allowSendAs(Accounts.DEFAULT_USER, "bulk@example.com");
        FAKE.smtp().at(SmtpStage.CONTENT_END).always().delay(Duration.ofSeconds(1));
        Map<String, String> settings = FAKE.settings();
        settings.put("mailswitch.senders.alerts.from", Accounts.DEFAULT_USER);
        settings.put("mailswitch.senders.bulk-mail.from", "bulk@example.com");
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        runner.withUserConfiguration(Desks.class)
                .withPropertyValues(Settings.pairs(settings))
                .run(context -> {
                    for (JavaMailSender sender : List.of(
                            context.getBean(Desks.Alerts.class).sender(),
                            context.getBean(Desks.Bulk.class).sender())) {
                        sent.add(CompletableFuture.runAsync(
                                () -> sender.send(anonymous("one@example.com")),
                                task -> new Thread(task).start())); // the common pool may have but one
                    }
                    MailSenders senders = context.getBean(MailSenders.class);
                    for (String name : senders.names()) {
                        awaitUnderWay(senders.get(name), sent);
                    }
                    assertThat(sent).noneMatch(CompletableFuture::isDone);
                });

        for (CompletableFuture<Void> each : sent) {
            each.get(10, java.util.concurrent.TimeUnit.SECONDS);
        }
        assertThat(FAKE.mailbox().all())
                .flatExtracting(ReceivedMail::from)
                .containsExactlyInAnyOrder(Accounts.DEFAULT_USER, "bulk@example.com");
        assertThat(FAKE.smtp().awaitNoConnection(SOON)).isTrue();
    }

    @Test
    void customizersAndListenersTakePart() {
        Properties seen = new Properties();
        runner.withBean(
                        MailSenderCustomizer.class,
                        () -> builder -> builder.inlineListener(new io.mailswitch.SendListener() {
                            @Override
                            public void accepted(
                                    io.mailswitch.SendInfo send, io.mailswitch.SendReceipt receipt, Duration took) {
                                seen.put("accepted", receipt.transport());
                            }
                        }))
                .withPropertyValues(Settings.pairs(FAKE.settings()))
                .run(context -> send(context.getBean(JavaMailSender.class), "one@example.com"));

        assertThat(seen).containsEntry("accepted", "smtp");
    }

    @Test
    void metricsAndObservationsAreRecorded() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        List<String> observed = new ArrayList<>();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onStop(Observation.Context context) {
                observed.add(context.getName());
            }
        });
        runner.withConfiguration(AutoConfigurations.of(MicrometerAutoConfiguration.class))
                .withBean(MeterRegistry.class, () -> meters)
                .withBean(ObservationRegistry.class, () -> observations)
                .withPropertyValues(Settings.pairs(FAKE.settings()))
                .run(context -> {
                    send(context.getBean(JavaMailSender.class), "one@example.com");
                    assertThat(meters.get("mailswitch.connections").gauge().value())
                            .isEqualTo(1);
                });

        assertThat(meters.get("mailswitch.send")
                        .tag("outcome", "accepted")
                        .timer()
                        .count())
                .isOne();
        assertThat(observed).hasSize(1);
    }

    private static void send(JavaMailSender sender, String to) {
        SimpleMailMessage message = anonymous(to);
        message.setFrom(Accounts.DEFAULT_USER);
        sender.send(message);
    }

    private static SimpleMailMessage anonymous(String to) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setTo(to);
        message.setSubject("subject");
        message.setText("text");
        return message;
    }

    private static FailureAnalysis analysis(Throwable failure) {
        FailureAnalysis analysis = new io.mailswitch.spring.internal.diagnostics.MailFailureAnalyzer().analyze(failure);
        assertThat(analysis).as("analysis of %s", failure).isNotNull();
        return analysis;
    }

    private static List<ConfigProblem> configurationFailure(Throwable failure) {
        assertThat(failure).rootCause().isInstanceOf(ConfigurationException.class);
        return ((ConfigurationException) org.assertj.core.util.Throwables.getRootCause(failure)).problems();
    }

    /** Two parts of an application, each with a sender of its own. */
    @Configuration(proxyBeanMethods = false)
    static class Desks {
        record Alerts(JavaMailSender sender) {}

        record Bulk(JavaMailSender sender, MailSender core) {}

        @Bean
        Alerts alerts(@Qualifier("alerts") JavaMailSender sender) {
            return new Alerts(sender);
        }

        @Bean
        Bulk bulk(@Qualifier("bulk-mail") JavaMailSender sender, @Qualifier("bulk-mail") MailSender core) {
            return new Bulk(sender, core);
        }
    }
}

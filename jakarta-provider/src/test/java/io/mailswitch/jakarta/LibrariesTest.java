package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.net.SMTPAppender;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.mail2.jakarta.DefaultAuthenticator;
import org.apache.commons.mail2.jakarta.HtmlEmail;
import org.apache.commons.mail2.jakarta.MultiPartEmail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.jobs.ee.mail.SendMailJob;
import org.quartz.listeners.JobListenerSupport;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Libraries as they come from Maven Central send through the provider, and what arrives is what Angus alone delivers. */
class LibrariesTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @AfterEach
    void closeSenders() {
        SharedSenders.closeAll();
    }

    @Test
    void commonsEmailSendsHtml() throws Exception {
        ReceivedMail mail = compare(properties -> {
            HtmlEmail email = new HtmlEmail();
            email.setMailSession(Sessions.session(properties));
            email.setFrom(Accounts.DEFAULT_USER, "Alerts");
            email.addTo("ops@example.com", "Ops");
            email.addBcc("blind@example.com");
            email.setSubject("Füllstand");
            email.setCharset("UTF-8");
            String cid = email.embed(new ByteArrayDataSource(new byte[] {1, 2, 3}, "image/png"), "logo", "logo");
            email.setHtmlMsg("<p>Füllstand 91 % <img src='cid:" + cid + "'></p>");
            email.setTextMsg("Füllstand 91 %");
            email.send();
        });

        assertThat(mail.recipientAddresses()).containsExactly("ops@example.com", "blind@example.com");
    }

    /** Without a session of its own: the library makes one from its setters. */
    @Test
    void commonsEmailSendsAnAttachment() throws Exception {
        compare(properties -> {
            MultiPartEmail email = new MultiPartEmail();
            email.setHostName(FAKE.smtp().host());
            email.setSmtpPort(FAKE.smtp().port());
            email.setAuthenticator(new DefaultAuthenticator(Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD));
            email.setStartTLSRequired(true);
            email.getMailSession().getProperties().putAll(properties);
            email.setFrom(Accounts.DEFAULT_USER);
            email.addTo("ops@example.com");
            email.setSubject("report");
            email.setMsg("See the report.");
            email.attach(new ByteArrayDataSource(new byte[3000], "application/pdf"), "report.pdf", "the report");
            email.send();
        });
    }

    @Test
    void springSendsASimpleMessage() throws Exception {
        compare(properties -> {
            SimpleMailMessage message = new SimpleMailMessage();
            message.setFrom(Accounts.DEFAULT_USER);
            message.setTo("ops@example.com", "two@example.com");
            message.setSubject("Füllstand");
            message.setText("91 %");
            spring(properties).send(message);
        });
    }

    @Test
    void springSendsWhatTheHelperMade() throws Exception {
        compare(properties -> {
            JavaMailSenderImpl sender = spring(properties);
            MimeMessage message = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
            helper.setFrom(Accounts.DEFAULT_USER, "Alerts");
            helper.setTo("ops@example.com");
            helper.setCc("copy@example.com");
            helper.setSubject("Füllstand");
            helper.setText("91 %", "<p>91 %</p>");
            helper.addAttachment("report.txt", new ByteArrayResource("report".getBytes(StandardCharsets.UTF_8)));
            sender.send(message);
        });
    }

    @Test
    void springTestsTheConnection() throws Exception {
        spring(Sessions.smtp(FAKE.exchange())).testConnection();

        assertThat(FAKE.smtp().connections()).hasSize(1);
    }

    @Test
    void springSendsABatchOverOneTransport() throws Exception {
        JavaMailSenderImpl sender = spring(Sessions.smtp(FAKE.exchange()));
        MimeMessage[] batch = new MimeMessage[4];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(batch[i]);
            helper.setFrom(Accounts.DEFAULT_USER);
            helper.setTo("ops" + i + "@example.com");
            helper.setSubject("number " + i);
            helper.setText("text");
        }
        sender.send(batch);

        assertThat(FAKE.mailbox().await(4, Duration.ofSeconds(10))).hasSize(4);
    }

    @Test
    void logbackAppenderSends() throws Exception {
        ReceivedMail mail = compare(properties -> {
            withSystemProperties(properties, "", () -> {
                LoggerContext context = new LoggerContext();
                context.setName("application");
                context.setMDCAdapter(new LogbackMDCAdapter());
                SMTPAppender appender = new SMTPAppender();
                appender.setContext(context);
                appender.setSMTPHost(FAKE.smtp().host());
                appender.setSMTPPort(FAKE.smtp().port());
                appender.setSTARTTLS(true);
                appender.setUsername(Accounts.DEFAULT_USER);
                appender.setPassword(Accounts.DEFAULT_PASSWORD);
                appender.setFrom(Accounts.DEFAULT_USER);
                appender.addTo("ops@example.com");
                appender.setSubject("error in %logger{0}");
                appender.setAsynchronousSending(false);
                PatternLayout layout = new PatternLayout();
                layout.setContext(context);
                layout.setPattern("%level %logger %msg%n");
                layout.start();
                appender.setLayout(layout);
                appender.start();
                ch.qos.logback.classic.Logger logger = context.getLogger("com.example.Billing");
                logger.setLevel(Level.INFO);
                logger.addAppender(appender);
                logger.info("before");
                logger.error("the disk is full");
                List<Status> problems = context.getStatusManager().getCopyOfStatusList().stream()
                        .filter(status -> status.getEffectiveLevel() >= Status.WARN)
                        .toList();
                context.stop();
                assertThat(problems).isEmpty();
            });
        });

        assertThat(mail.subject()).isEqualTo("error in Billing");
        assertThat(mail.text()).hasValueSatisfying(text -> assertThat(text).contains("before", "the disk is full"));
    }

    @Test
    void quartzJobSends() throws Exception {
        compare(properties -> {
            forgetDefaultSession();
            Properties settings = new Properties();
            settings.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "mail");
            settings.setProperty("org.quartz.threadPool.threadCount", "1");
            Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
            JobDetail job = JobBuilder.newJob(SendMailJob.class)
                    .usingJobData("smtp_host", FAKE.smtp().host())
                    .usingJobData("sender", Accounts.DEFAULT_USER)
                    .usingJobData("recipient", "ops@example.com")
                    .usingJobData("subject", "nightly run")
                    .usingJobData("message", "done, 3 warnings")
                    .usingJobData("username", Accounts.DEFAULT_USER)
                    .usingJobData("password", Accounts.DEFAULT_PASSWORD)
                    .build();
            // the job hands its mail.smtp.* on; what else the session should know is a system property
            properties.stringPropertyNames().stream()
                    .filter(name -> name.startsWith("mail.smtp."))
                    .forEach(name -> job.getJobDataMap().put(name, properties.getProperty(name)));
            job.getJobDataMap().put("mail.smtp.ssl.trust", FAKE.smtp().host());
            CountDownLatch executed = new CountDownLatch(1);
            scheduler.getListenerManager().addJobListener(new JobListenerSupport() {
                @Override
                public String getName() {
                    return "executed";
                }

                @Override
                public void jobWasExecuted(JobExecutionContext context, JobExecutionException failure) {
                    executed.countDown();
                }
            });
            withSystemProperties(properties, "mailswitch.", () -> {
                scheduler.scheduleJob(
                        job, TriggerBuilder.newTrigger().startNow().build());
                scheduler.start();
                try {
                    assertThat(executed.await(20, TimeUnit.SECONDS)).isTrue();
                } finally {
                    scheduler.shutdown(true);
                }
            });
        });
    }

    /** The job uses the one session that there is for the whole virtual machine, with the properties that were given first. */
    private static void forgetDefaultSession() throws ReflectiveOperationException {
        Field session = Session.class.getDeclaredField("defaultSession");
        session.setAccessible(true);
        session.set(null, null);
    }

    /** Runs a library that takes no session and no properties. */
    private static void withSystemProperties(Properties properties, String prefix, ThrowingRunnable work)
            throws Exception {
        List<String> names = new ArrayList<>(properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .toList());
        names.forEach(name -> System.setProperty(name, properties.getProperty(name)));
        // an object is no system property; Angus alone takes a host for trusted by its name instead
        System.setProperty("mail.smtp.ssl.trust", FAKE.smtp().host());
        names.add("mail.smtp.ssl.trust");
        try {
            work.run();
        } finally {
            names.forEach(System::clearProperty);
        }
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    private static JavaMailSenderImpl spring(Properties properties) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(FAKE.smtp().host());
        sender.setPort(FAKE.smtp().port());
        sender.setUsername(Accounts.DEFAULT_USER);
        sender.setPassword(Accounts.DEFAULT_PASSWORD);
        sender.setJavaMailProperties(properties);
        return sender;
    }

    private static ReceivedMail compare(Comparison.Program program) throws Exception {
        return Comparison.compare(FAKE.exchange(), program);
    }
}

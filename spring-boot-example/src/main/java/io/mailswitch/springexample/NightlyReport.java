package io.mailswitch.springexample;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.CommandLineRunner;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends a report when the application starts, as Spring's documentation shows it. */
@Component
class NightlyReport implements CommandLineRunner {
    private final JavaMailSender mailSender;

    NightlyReport(JavaMailSender mailSender) {
        this.mailSender = mailSender;
    }

    @Override
    public void run(String... arguments) throws MessagingException {
        MimeMessage message = mailSender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true);
        helper.setFrom("sender@example.com");
        helper.setTo("ops@example.com");
        helper.setSubject("Nightly report");
        helper.setText("All is well.", "<p>All is <b>well</b>.</p>");
        helper.addAttachment(
                "report.csv", new ByteArrayResource("disk,91 %\n".getBytes(StandardCharsets.UTF_8)), "text/csv");
        mailSender.send(message);
    }
}

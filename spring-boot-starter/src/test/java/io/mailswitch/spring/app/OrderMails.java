package io.mailswitch.spring.app;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Service;

/** Every way in which Spring's documentation sends mail. */
@Service
public class OrderMails {
    private static final String FROM = "sender@example.com";

    @Autowired
    private JavaMailSender mailSender;

    public void plain(String to) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(FROM);
        message.setTo(to);
        message.setSubject("Bestellung \u2116 7");
        message.setText("Vielen Dank f\u00fcr Ihre Bestellung.");
        mailSender.send(message);
    }

    public void invoice(String to) throws MessagingException {
        MimeMessage message = mailSender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true);
        helper.setFrom(FROM);
        helper.setTo(to);
        helper.setBcc("archive@example.com");
        helper.setSubject("Rechnung \u00fcber 7 \u20ac");
        helper.setText("Im Anhang.", "<p>Im <b>Anhang</b>.</p><img src='cid:logo'>");
        helper.addInline("logo", new ByteArrayResource(new byte[] {1, 2, 3}), "image/png");
        helper.addAttachment("Rechnung \u00fc.pdf", new ByteArrayResource("%PDF".getBytes(StandardCharsets.US_ASCII)));
        mailSender.send(message);
    }

    public void prepared(String to) {
        mailSender.send(message -> {
            MimeMessageHelper helper = new MimeMessageHelper(message);
            helper.setFrom(FROM);
            helper.setTo(to);
            helper.setSubject("prepared");
            helper.setText("text");
        });
    }

    public MimeMessage[] newsletter(String... to) throws MessagingException {
        MimeMessage[] messages = new MimeMessage[to.length];
        for (int i = 0; i < to.length; i++) {
            messages[i] = mailSender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(messages[i]);
            helper.setFrom(FROM);
            helper.setTo(to[i]);
            helper.setSubject("News " + i);
            helper.setText("text");
        }
        return messages;
    }
}

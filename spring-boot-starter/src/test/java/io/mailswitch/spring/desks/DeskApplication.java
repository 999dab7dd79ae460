package io.mailswitch.spring.desks;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** An application with several senders, which writes a mail by each and ends. */
@SpringBootApplication(proxyBeanMethods = false)
public class DeskApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(DeskApplication.class, arguments).close();
    }

    @Bean
    CommandLineRunner letters(
            JavaMailSender unnamed,
            @Qualifier("alerts") JavaMailSender alerts,
            @Qualifier("bulk-mail") MailSender bulk) {
        return arguments -> {
            SimpleMailMessage message = new SimpleMailMessage();
            message.setTo("ops@example.com");
            message.setText("text");
            message.setSubject("unnamed");
            unnamed.send(message);
            message.setSubject("alerts");
            alerts.send(message);
            bulk.send(Email.builder()
                    .to("ops@example.com")
                    .subject("bulk")
                    .text("text")
                    .build());
        };
    }
}

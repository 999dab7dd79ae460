package io.mailswitch.spring.app;

import jakarta.mail.MessagingException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Written against Boot's own {@code spring-boot-starter-mail}. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {
    public static void main(String[] arguments) throws MessagingException {
        try (ConfigurableApplicationContext context = SpringApplication.run(ShopApplication.class, arguments)) {
            OrderMails mails = context.getBean(OrderMails.class);
            mails.plain("one@example.com");
            mails.invoice("two@example.com");
            mails.prepared("three@example.com");
        }
    }
}

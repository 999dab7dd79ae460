package io.mailswitch.javax;

import com.sun.mail.smtp.SMTPTransport;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchange;
import java.util.Properties;
import javax.mail.Authenticator;
import javax.mail.PasswordAuthentication;
import javax.mail.Session;

/** Sessions as applications make them, for the three ways to a {@link FakeExchange}. */
final class Sessions {
    private Sessions() {}

    /** What an application on JavaMail sets that knows nothing of Mailswitch. */
    static Properties legacy(FakeExchange exchange) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", exchange.smtp().host());
        properties.setProperty(
                "mail.smtp.port", Integer.toString(exchange.smtp().port()));
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        return properties;
    }

    /** JavaMail's own transport: chosen by the name of its class, as an application may. */
    static Properties javaMailAlone(FakeExchange exchange) {
        Properties properties = legacy(exchange);
        properties.setProperty("mail.smtp.class", SMTPTransport.class.getName());
        properties.put(
                "mail.smtp.ssl.socketFactory",
                exchange.certificates().clientContext().getSocketFactory());
        return properties;
    }

    /** The same application with Mailswitch on the class path, which only has to know whom to trust. */
    static Properties smtp(FakeExchange exchange) {
        Properties properties = legacy(exchange);
        properties.setProperty(
                "mailswitch.smtp.ca-file", exchange.certificates().caFile().toString());
        return properties;
    }

    /** The same application, moved to Graph by configuration. */
    static Properties graph(FakeExchange exchange) {
        Properties properties = legacy(exchange);
        exchange.settings("graph").forEach(properties::setProperty);
        return properties;
    }

    static Properties of(String way, FakeExchange exchange) {
        return switch (way) {
            case "javamail" -> javaMailAlone(exchange);
            case "smtp" -> smtp(exchange);
            case "graph" -> graph(exchange);
            default -> throw new IllegalArgumentException(way);
        };
    }

    static Session session(Properties properties) {
        return Session.getInstance(properties, login(Accounts.DEFAULT_PASSWORD));
    }

    static Authenticator login(String password) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(Accounts.DEFAULT_USER, password);
            }
        };
    }
}

package io.mailswitch.jakarta.webapp;

import jakarta.mail.MessagingException;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import javax.naming.NamingException;

/** Sends a mail when the application ends, after the provider was told of that: listeners of web.xml are called last then. */
public final class FarewellListener implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            MailServlet.send(event.getServletContext(), "smtp", "farewell");
        } catch (MessagingException | NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.mailswitch.jakarta.webapp;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** A web application that sends mail by Jakarta Mail and knows nothing of Mailswitch. */
public final class MailServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            send(getServletContext(), request.getParameter("way"), request.getParameter("subject"));
            response.getWriter().print("sent");
        } catch (MessagingException | NamingException e) {
            e.printStackTrace(response.getWriter());
        }
    }

    static void send(ServletContext context, String way, String subject) throws MessagingException, NamingException {
        boolean byName = way.equals("jndi");
        Session session = byName
                ? (Session) new InitialContext().lookup("java:comp/env/mail/Session")
                : Session.getInstance(properties(context, way + '/'));
        MimeMessage message = new MimeMessage(session);
        message.setFrom(context.getInitParameter("user"));
        message.setRecipients(RecipientType.TO, "ops@example.com");
        message.setSubject(subject);
        message.setText("text");
        if (byName) {
            Transport.send(message);
        } else {
            Transport.send(message, context.getInitParameter("user"), context.getInitParameter("password"));
        }
    }

    private static Properties properties(ServletContext context, String prefix) {
        Properties properties = new Properties();
        for (String name : Collections.list(context.getInitParameterNames())) {
            if (name.startsWith(prefix)) {
                properties.setProperty(name.substring(prefix.length()), context.getInitParameter(name));
            }
        }
        return properties;
    }
}

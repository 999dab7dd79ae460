package io.mailswitch.javax;

import io.mailswitch.javax.internal.Addresses;
import io.mailswitch.javax.internal.BridgedMessage;
import io.mailswitch.javax.internal.ContentHandlers;
import io.mailswitch.javax.internal.Failures;
import java.io.IOException;
import java.util.Locale;
import javax.mail.Address;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.PasswordAuthentication;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.URLName;
import javax.mail.event.TransportEvent;
import javax.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * The transport of JavaMail ({@code javax.mail}) for the protocols {@code smtp}, {@code smtps} and {@code mailswitch}. A bridge: connections,
 * properties and failures are those of {@link io.mailswitch.jakarta.MailswitchTransport}, in the other namespace. Made by
 * {@code Session.getTransport}; applications need not name it.
 *
 * <p>Thread-safe once connected.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the transport behind takes care of itself
public final class MailswitchTransport extends Transport {
    private static final Address[] NOBODY = new Address[0];

    private final UserOfTheSession user;
    private final jakarta.mail.Session bridgedSession;
    private final io.mailswitch.jakarta.MailswitchTransport transport;

    /**
     * Makes a transport. Called by the session.
     *
     * @param session the session
     * @param name the protocol, and server and user where the caller named them so
     */
    public MailswitchTransport(Session session, @Nullable URLName name) {
        super(session, name);
        user = new UserOfTheSession(session);
        bridgedSession = jakarta.mail.Session.getInstance(session.getProperties(), user);
        bridgedSession.setDebugOut(session.getDebugOut());
        if (session.getDebug() != bridgedSession.getDebug()) {
            bridgedSession.setDebug(session.getDebug());
        }
        String protocol = name == null || name.getProtocol() == null
                ? "smtp"
                : name.getProtocol().toLowerCase(Locale.ROOT);
        transport = new io.mailswitch.jakarta.MailswitchTransport(
                bridgedSession, new jakarta.mail.URLName(protocol, null, -1, null, null, null));
        url = completed(url, name, protocol);
    }

    /** As the transport behind finds server and user: JavaMail asks {@code mail.mailswitch.*} alone before it takes what is set for all. */
    private URLName completed(URLName found, @Nullable URLName name, String protocol) {
        jakarta.mail.URLName behind = transport.getURLName();
        String host = name == null ? null : name.getHost();
        String user = name == null ? null : name.getUsername();
        return new URLName(
                protocol,
                host == null ? behind.getHost() : host,
                found.getPort(),
                found.getFile(),
                user == null ? behind.getUsername() : user,
                found.getPassword());
    }

    @Override
    protected boolean protocolConnect(@Nullable String host, int port, @Nullable String name, @Nullable String password)
            throws MessagingException {
        user.passwordIsGiven = password != null;
        try {
            transport.connect(host, port, name, password);
            return true;
        } catch (jakarta.mail.AuthenticationFailedException e) {
            if (Failures.reason(e).isEmpty()) {
                return false; // a password is missing: JavaMail asks the session's Authenticator
            }
            throw new Failures(new Addresses(NOBODY)).translate(e);
        } catch (jakarta.mail.MessagingException e) {
            throw new Failures(new Addresses(NOBODY)).translate(e);
        }
    }

    /**
     * Sends a message to addresses, whoever its header names. Its bytes are kept and streamed; only Bcc is left out.
     *
     * @param message the message, a {@code MimeMessage}
     * @param recipients the recipients
     * @throws SendFailedException when addresses or the message were refused; says which addresses
     * @throws MessagingException when it was not sent for another reason, or nobody knows whether it was
     * @throws IllegalStateException when the transport is not connected
     */
    @Override
    public void sendMessage(Message message, Address[] recipients) throws MessagingException {
        if (!(message instanceof MimeMessage mime)) {
            throw new MessagingException("Only a MimeMessage can be sent, not "
                    + (message == null ? "null" : message.getClass().getName()));
        }
        if (recipients == null || recipients.length == 0) {
            throw new SendFailedException("No recipient addresses");
        }
        Addresses addresses = new Addresses(recipients);
        ContentHandlers.restoreJavaMail();
        try (BridgedMessage bridged = BridgedMessage.of(bridgedSession, mime)) {
            transport.sendMessage(bridged, addresses.bridged());
        } catch (jakarta.mail.MessagingException e) {
            MessagingException failure = new Failures(addresses).translate(e);
            tell(failure, addresses, message);
            throw failure;
        } catch (IOException e) {
            MessagingException failure = new MessagingException("the message cannot be read: " + e.getMessage(), e);
            tell(failure, addresses, message);
            throw failure;
        }
        notifyTransportListeners(TransportEvent.MESSAGE_DELIVERED, addresses.originals(), NOBODY, NOBODY, message);
    }

    private void tell(MessagingException failure, Addresses addresses, Message message) {
        if (failure instanceof SendFailedException sent) {
            boolean partly = sent.getValidSentAddresses().length > 0;
            notifyTransportListeners(
                    partly ? TransportEvent.MESSAGE_PARTIALLY_DELIVERED : TransportEvent.MESSAGE_NOT_DELIVERED,
                    sent.getValidSentAddresses(),
                    sent.getValidUnsentAddresses(),
                    sent.getInvalidAddresses(),
                    message);
        } else {
            Address[] unsent = Failures.isUnknown(failure) ? NOBODY : addresses.originals();
            notifyTransportListeners(TransportEvent.MESSAGE_NOT_DELIVERED, NOBODY, unsent, NOBODY, message);
        }
    }

    /**
     * Tells whether the transport was connected and not closed since.
     *
     * @return true between {@code connect} and {@code close}
     */
    @Override
    public boolean isConnected() {
        return super.isConnected() && transport.isConnected();
    }

    /** Ends the use of the sender. Does nothing when the transport is not connected. */
    @Override
    public void close() throws MessagingException {
        boolean connected = super.isConnected();
        try {
            transport.close();
        } catch (jakarta.mail.MessagingException e) {
            throw new Failures(new Addresses(NOBODY)).translate(e);
        } finally {
            if (connected) {
                super.close();
            }
        }
    }

    /**
     * Says who signs in, where no password is needed. A password is asked for by JavaMail itself, which knows when. One that was given and
     * refused must stay refused: an answer without a password would connect without signing in.
     */
    private static final class UserOfTheSession extends jakarta.mail.Authenticator {
        private final Session session;
        private volatile boolean passwordIsGiven;

        UserOfTheSession(Session session) {
            this.session = session;
        }

        @Override
        protected jakarta.mail.@Nullable PasswordAuthentication getPasswordAuthentication() {
            if (passwordIsGiven) {
                return null;
            }
            PasswordAuthentication login = session.requestPasswordAuthentication(
                    getRequestingSite(), getRequestingPort(), getRequestingProtocol(), null, getDefaultUserName());
            return login == null ? null : new jakarta.mail.PasswordAuthentication(login.getUserName(), null);
        }
    }
}

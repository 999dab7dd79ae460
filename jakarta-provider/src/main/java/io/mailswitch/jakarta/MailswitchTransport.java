package io.mailswitch.jakarta;

import io.mailswitch.EnvelopeOptions;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.SendReceipt;
import io.mailswitch.jakarta.internal.failure.ConnectFailures;
import io.mailswitch.jakarta.internal.failure.Delivered;
import io.mailswitch.jakarta.internal.failure.SendFailure;
import io.mailswitch.jakarta.internal.failure.SendFailures;
import io.mailswitch.jakarta.internal.message.MessageExtras;
import io.mailswitch.jakarta.internal.message.Recipients;
import io.mailswitch.jakarta.internal.session.ConnectRequest;
import io.mailswitch.jakarta.internal.session.SessionProperties;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The transport of Jakarta Mail for the protocols {@code smtp}, {@code smtps} and {@code mailswitch}, which sends through a
 * {@link io.mailswitch.MailSender}. Made by {@code Session.getTransport}; applications need not name it.
 *
 * <p>What {@code mailswitch.*} sets counts; the session's own properties fill the rest. All transports with the same settings share a sender
 * with its connections, so {@link #close} ends the use of it, not the connection. {@code connect} makes sure that the server can be reached and
 * lets the sender sign in, unless that is known from the last ten minutes. That is a check of the given password only where the sender signs
 * in with it: not by OAuth or Graph, nor where {@code mailswitch.*} sets the password.
 *
 * <p>The addresses given to {@code sendMessage} are the envelope. Failures are {@code AuthenticationFailedException}, Angus's
 * {@code MailConnectException}, {@code SendFailedException} or {@code MessagingException}; the {@link MailException} with its advice is at
 * the end of their causes. When nobody knows whether a message was accepted, the exception is no {@code SendFailedException}.
 *
 * <p>Thread-safe once connected; messages that several threads send go over as many connections as the sender may open.
 */
@SuppressWarnings(
        "UnsynchronizedOverridesSynchronized") // what they touch is atomic, and a monitor would pin virtual threads
public final class MailswitchTransport extends Transport {
    private static final String DEFAULT_PROTOCOL = "smtp";

    private final String protocol;
    private final SessionProperties properties;
    private final Debug output;
    private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();

    /**
     * Makes a transport. Called by the session.
     *
     * @param session the session
     * @param name the protocol, and server and user where the caller named them so
     */
    public MailswitchTransport(Session session, @Nullable URLName name) {
        super(session, name);
        String asked = name == null ? null : name.getProtocol();
        protocol = asked == null || asked.isEmpty() ? DEFAULT_PROTOCOL : asked.toLowerCase(Locale.ROOT);
        properties = new SessionProperties(session, protocol);
        output = new Debug(session);
        url = completed(url, name);
    }

    /** Of the properties of one protocol, Jakarta Mail asks {@code mail.mailswitch.*} alone before it takes those of all. */
    private URLName completed(URLName found, @Nullable URLName name) {
        String host = name == null ? null : name.getHost();
        String user = name == null ? null : name.getUsername();
        return new URLName(
                found.getProtocol(),
                host == null ? properties.text("host").orElse(found.getHost()) : host,
                found.getPort(),
                found.getFile(),
                user == null ? properties.text("user").orElse(found.getUsername()) : user,
                found.getPassword());
    }

    @Override
    protected boolean protocolConnect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        ConnectRequest request = new ConnectRequest(session, protocol, host, port, user, password);
        try {
            Connection opened = Connection.open(request, output).orElse(null);
            replace(opened);
            return opened != null;
        } catch (MailException | IllegalStateException | IllegalArgumentException e) {
            output.print(String.valueOf(e.getMessage()));
            throw ConnectFailures.of(e);
        }
    }

    /**
     * Sends a message to addresses, whoever its header names. The message keeps its bytes; only Bcc is left out. One that was never saved is
     * saved first.
     *
     * @param message the message, a {@code MimeMessage}
     * @param addresses the recipients
     * @throws SendFailedException when addresses or the message were refused; says which addresses
     * @throws MessagingException when it was not sent for another reason, or nobody knows whether it was
     * @throws IllegalStateException when the transport is not connected
     */
    @Override
    public void sendMessage(Message message, Address[] addresses) throws MessagingException {
        Connection current = connection.get();
        if (current == null) {
            throw new IllegalStateException("Not connected");
        }
        if (!(message instanceof MimeMessage mime)) {
            throw new MessagingException("Only a MimeMessage can be sent, not "
                    + (message == null ? "null" : message.getClass().getName()));
        }
        if (addresses == null || addresses.length == 0) {
            throw new SendFailedException("No recipient addresses");
        }
        Recipients recipients = Recipients.of(addresses);
        if (recipients.isEmpty()) { // else the message would go to those of its header, whom the caller did not ask for
            throw new SendFailedException("No recipient addresses: the groups that were given have no members");
        }
        send(current, mime, recipients);
    }

    private void send(Connection current, MimeMessage message, Recipients recipients) throws MessagingException {
        MessageExtras extras = new MessageExtras(message, properties);
        extras.findings().forEach(current::report);
        boolean partial = extras.sendPartial() || current.allowsPartial();
        InvalidMessageException problem = recipients.problem();
        if (problem != null && (!partial || recipients.valid().isEmpty())) {
            throw failed(TransportEvent.MESSAGE_NOT_DELIVERED, SendFailures.invalid(problem, recipients), message);
        }
        SendReceipt receipt;
        try {
            EnvelopeOptions envelope = extras.envelope(recipients.valid());
            receipt = current.send(message, envelope, partial);
        } catch (MailException e) {
            throw failed(TransportEvent.MESSAGE_NOT_DELIVERED, SendFailures.of(e, recipients), message);
        } catch (IllegalStateException e) {
            throw failed(
                    TransportEvent.MESSAGE_NOT_DELIVERED,
                    new SendFailure(ConnectFailures.of(e), Delivered.toNobodyOf(recipients.validAddresses())),
                    message);
        }
        output.print("accepted: " + receipt);
        receipt.tls().ifPresent(tls -> output.print("encrypted: " + tls));
        receipt.serverId().ifPresent(id -> output.print("the server's id: " + id));
        receipt.notes().forEach(output::print);
        boolean reportSuccess = properties.isTrue("reportsuccess");
        if (problem != null || !receipt.rejected().isEmpty() || reportSuccess) {
            throw failed(
                    TransportEvent.MESSAGE_PARTIALLY_DELIVERED,
                    SendFailures.partial(receipt, recipients, reportSuccess),
                    message);
        }
        notify(
                TransportEvent.MESSAGE_DELIVERED,
                new Delivered(recipients.validAddresses(), List.of(), List.of()),
                message);
    }

    private MessagingException failed(int event, SendFailure failure, MimeMessage message) {
        output.print(String.valueOf(failure.exception().getMessage()));
        notify(event, failure.delivered(), message);
        return failure.exception();
    }

    private void notify(int event, Delivered delivered, MimeMessage message) {
        notifyTransportListeners(
                event, delivered.sentArray(), delivered.unsentArray(), delivered.invalidArray(), message);
    }

    /**
     * Tells whether the transport was connected and not closed since. Does not ask the server: a connection that was lost is replaced before
     * the next message.
     *
     * @return true between {@code connect} and {@code close}
     */
    @Override
    public boolean isConnected() {
        return connection.get() != null && super.isConnected();
    }

    /** Ends the use of the sender. Does nothing when the transport is not connected. */
    @Override
    public void close() throws MessagingException {
        boolean connected = super.isConnected();
        replace(null);
        if (connected) {
            super.close();
        }
    }

    private void replace(@Nullable Connection newer) {
        Connection older = connection.getAndSet(newer);
        if (older != null) {
            older.close();
        }
    }
}

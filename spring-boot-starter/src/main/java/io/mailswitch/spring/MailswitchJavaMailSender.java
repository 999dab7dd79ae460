package io.mailswitch.spring;

import io.mailswitch.AuthenticationException;
import io.mailswitch.CheckReport;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.SendReceipt;
import io.mailswitch.jakarta.internal.failure.ConnectFailures;
import io.mailswitch.jakarta.internal.failure.SendFailures;
import io.mailswitch.jakarta.internal.message.MessageExtras;
import io.mailswitch.jakarta.internal.message.Recipients;
import io.mailswitch.jakarta.internal.session.Finding;
import io.mailswitch.jakarta.internal.session.SessionProperties;
import io.mailswitch.spring.internal.senders.SessionDebug;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Spring's {@code JavaMailSender} on a {@link MailSender}. Messages are made, prepared and failures thrown as {@link JavaMailSenderImpl} does,
 * so that code written for it needs no change; only the way out is another one.
 *
 * <p>Messages of a batch go out one after another. One that fails does not stop the rest, unless the rest would meet the same: nobody could be
 * reached, the SMTP server did not let this sender in, no access token could be had. Then the rest has failed too. A mailbox of Graph that this
 * application may not send from is a matter of its own messages only. {@code MailSendException.getFailedMessages()} has a Jakarta Mail exception for each, with the {@link MailException}
 * among its causes and its advice in its message; the first of these is the cause of what is thrown. Where {@link MailException#outcome()} is
 * {@link Outcome#UNKNOWN}, the message may have been sent. With {@code mail.smtp.reportsuccess} a message that was sent is among them too, as
 * that property asks: its exception says who gets it.
 *
 * <p>Thread-safe once set up. The {@link MailSender} is not closed with it.
 */
public class MailswitchJavaMailSender extends JavaMailSenderImpl {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.spring");

    private final MailSender sender;
    private final AtomicBoolean warnedOfPartial = new AtomicBoolean();
    private final Set<Finding> reported = ConcurrentHashMap.newKeySet();

    /**
     * Makes a Spring mail sender, such as for one of several {@code MailSenders}.
     *
     * @param sender sends the messages; whoever opened it closes it
     */
    public MailswitchJavaMailSender(MailSender sender) {
        this.sender = Objects.requireNonNull(sender, "sender");
    }

    /**
     * Sends messages.
     *
     * @param messages the messages
     * @param originals what the caller gave, such as {@code SimpleMailMessage}s; null where these are the messages themselves
     * @throws MailAuthenticationException when signing in failed at the first message and so for all, or at the only one
     * @throws MailSendException when a message was not sent; says which and why
     */
    @Override
    protected void doSend(MimeMessage[] messages, Object @Nullable [] originals) {
        Map<Object, Exception> failed = new LinkedHashMap<>();
        MailException first = null;
        for (int i = 0; i < messages.length; i++) {
            try {
                submit(messages[i]);
            } catch (MessagingException e) {
                SessionDebug.print(getSession(), String.valueOf(e.getMessage()));
                MailException reason = reasonOf(e);
                first = first == null ? reason : first;
                boolean stops = SharedFailure.holdsForAll(reason);
                if (reason instanceof AuthenticationException && (messages.length == 1 || (i == 0 && stops))) {
                    throw new MailAuthenticationException(String.valueOf(reason.getMessage()), reason);
                }
                if (!stops) {
                    failed.put(original(messages, originals, i), e);
                    continue;
                }
                for (int rest = i; rest < messages.length; rest++) {
                    failed.put(original(messages, originals, rest), e);
                }
                break;
            } catch (RuntimeException e) { // of the message's own classes: it must not hide which ones were sent
                failed.put(original(messages, originals, i), e);
            }
        }
        if (!failed.isEmpty()) {
            Exception anyway = failed.values().iterator().next();
            throw new MailSendException(
                    failed.size() + " of " + messages.length + " messages failed; the first: " + anyway.getMessage(),
                    first == null ? anyway : first,
                    failed);
        }
    }

    private static Object original(MimeMessage[] messages, Object @Nullable [] originals, int index) {
        return originals == null ? messages[index] : originals[index];
    }

    private void submit(MimeMessage message) throws MessagingException {
        prepare(message);
        Address[] addresses = message.getAllRecipients();
        if (addresses == null || addresses.length == 0) {
            throw new SendFailedException("No recipient addresses: set To, Cc or Bcc");
        }
        Recipients recipients = Recipients.of(addresses);
        if (recipients.isEmpty()) {
            throw new SendFailedException("No recipient addresses: the groups in To, Cc and Bcc have no members");
        }
        InvalidMessageException problem = recipients.problem();
        if (problem != null) {
            throw SendFailures.invalid(problem, recipients).exception();
        }
        SessionProperties properties = properties();
        MessageExtras extras = new MessageExtras(message, properties);
        if (extras.sendPartial() && !properties.isTrue("sendpartial") && warnedOfPartial.compareAndSet(false, true)) {
            LOG.warn(
                    "setSendPartial of a message is not followed here; set mailswitch.partial-submission=true for all messages");
        }
        for (Finding finding : extras.findings()) {
            if (reported.add(finding)) {
                LOG.info("{}", finding);
            }
        }
        SendReceipt receipt;
        try {
            receipt = sender.send(message, extras.envelope(recipients.valid()));
        } catch (MailException e) {
            throw SendFailures.of(e, recipients).exception();
        } catch (IllegalStateException e) {
            throw ConnectFailures.of(e);
        }
        LOG.debug("accepted: {}", receipt);
        SessionDebug.print(getSession(), "accepted: " + receipt);
        receipt.tls().ifPresent(tls -> SessionDebug.print(getSession(), "encrypted: " + tls));
        receipt.serverId().ifPresent(id -> SessionDebug.print(getSession(), "the server's id: " + id));
        receipt.notes().forEach(note -> SessionDebug.print(getSession(), note));
        boolean reportSuccess = properties.isTrue("reportsuccess");
        if (!receipt.rejected().isEmpty() || reportSuccess) {
            throw SendFailures.partial(receipt, recipients, reportSuccess).exception();
        }
    }

    /** A Message-ID that the application has set outlives the saving of the message. */
    @SuppressWarnings("JavaUtilDate") // the type that Jakarta Mail has
    private static void prepare(MimeMessage message) throws MessagingException {
        if (message.getSentDate() == null) {
            message.setSentDate(new Date());
        }
        String id = message.getMessageID();
        message.saveChanges();
        if (id != null) {
            message.setHeader("Message-ID", id);
        }
    }

    private SessionProperties properties() {
        String protocol = getProtocol();
        return new SessionProperties(getSession(), protocol == null ? DEFAULT_PROTOCOL : protocol);
    }

    private static @Nullable MailException reasonOf(MessagingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MailException reason) {
                return reason;
            }
        }
        return null;
    }

    /**
     * Connects and signs in as the configuration says, and sends nothing.
     *
     * @throws MessagingException when mail could not be sent; the {@link MailException} with its advice is the cause
     */
    @Override
    public void testConnection() throws MessagingException {
        CheckReport report = sender.check();
        MailException failure = report.failure().orElse(null);
        if (failure != null) {
            throw ConnectFailures.of(failure);
        }
        if (!report.ok()) {
            throw new MessagingException(report.toString());
        }
    }

    /**
     * Changes nothing about the way out, which is open already.
     *
     * @param host shown by {@link #getHost()} only
     */
    @Override
    public void setHost(@Nullable String host) {
        warn("setHost", "mailswitch.smtp.host");
        super.setHost(host);
    }

    /**
     * Changes nothing about the way out, which is open already.
     *
     * @param port shown by {@link #getPort()} only
     */
    @Override
    public void setPort(int port) {
        warn("setPort", "mailswitch.smtp.port");
        super.setPort(port);
    }

    /**
     * Changes nothing about the way out, which is open already.
     *
     * @param username shown by {@link #getUsername()} only
     */
    @Override
    public void setUsername(@Nullable String username) {
        warn("setUsername", "mailswitch.smtp.username");
        super.setUsername(username);
    }

    /**
     * Changes nothing about the way out, which is open already.
     *
     * @param password not used
     */
    @Override
    public void setPassword(@Nullable String password) {
        warn("setPassword", "mailswitch.smtp.password, or for access tokens mailswitch.smtp.auth=oauth2");
    }

    private static void warn(String method, String instead) {
        LOG.warn("{} has no effect on a sender that is already open; set {}", method, instead);
    }
}

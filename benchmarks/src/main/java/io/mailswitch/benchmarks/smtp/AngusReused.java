package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import io.mailswitch.benchmarks.work.NoDelay;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/**
 * Angus at its best: one connected {@code Transport} for each lane, {@code sendMessage} again and again. Without Nagle's algorithm, for which
 * Angus has no property, it is what a program gets that brings a socket factory.
 */
public final class AngusReused implements Contender {
    private final boolean noDelay;

    /**
     * Makes the contender.
     *
     * @param noDelay whether its sockets have TCP_NODELAY
     */
    public AngusReused(boolean noDelay) {
        this.noDelay = noDelay;
    }

    @Override
    public Client open(Job job) {
        Session session = JakartaLetters.session(job);
        if (noDelay) {
            session.getProperties().put("mail.smtp.socketFactory", new NoDelay());
            session.getProperties().put("mail.smtp.socketFactory.fallback", "false");
        }
        Letter letter = job.letter();
        return new Client() {
            @Override
            public Lane lane() throws MessagingException {
                Transport transport = session.getTransport("smtp");
                transport.connect("localhost", job.port(), Credentials.USER, Credentials.PASSWORD);
                return lane(transport);
            }

            private Lane lane(Transport transport) {
                return new Lane() {
                    @Override
                    public void send(int count) throws Exception {
                        for (int i = 0; i < count; i++) {
                            MimeMessage message = JakartaLetters.message(session, letter);
                            transport.sendMessage(message, message.getAllRecipients());
                        }
                    }

                    @Override
                    public void close() throws MessagingException {
                        transport.close();
                    }
                };
            }

            @Override
            public void close() {}
        };
    }
}

package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/** Angus at its best: one connected {@code Transport} for each lane, {@code sendMessage} again and again. */
public final class AngusReused implements Contender {
    /** Makes the contender. */
    public AngusReused() {}

    @Override
    public Client open(Job job) {
        Session session = JakartaLetters.session(job);
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

package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import jakarta.activation.FileDataSource;
import java.util.concurrent.Future;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Simple Java Mail. With its batch module on the class path it keeps connections, without it connects for each message. */
public final class SimpleJavaMail implements Contender {
    private static final int CLAIM_MILLIS = 60_000;

    private final boolean batchModule;

    /**
     * Makes the contender.
     *
     * @param batchModule whether the batch module is on the class path
     */
    public SimpleJavaMail(boolean batchModule) {
        this.batchModule = batchModule;
    }

    @Override
    public Client open(Job job) {
        Mailer mailer = mailer(job);
        Letter letter = job.letter();
        return new Client() {
            @Override
            public Lane lane() {
                return count -> {
                    for (int i = 0; i < count; i++) {
                        mailer.sendMail(email(letter)).get();
                    }
                };
            }

            @Override
            public void close() throws Exception {
                Future<Void> end = mailer.shutdownConnectionPool();
                if (batchModule) {
                    end.get();
                }
            }
        };
    }

    private Mailer mailer(Job job) {
        var builder = MailerBuilder.withSMTPServer("localhost", job.port(), Credentials.USER, Credentials.PASSWORD)
                .withTransportStrategy(TransportStrategy.SMTP_TLS)
                .verifyingServerIdentity(true);
        return batchModule
                ? builder.withConnectionPoolCoreSize(job.connections())
                        .withConnectionPoolMaxSize(job.connections())
                        .withConnectionPoolClaimTimeoutMillis(CLAIM_MILLIS)
                        .buildMailer()
                : builder.buildMailer();
    }

    private static Email email(Letter letter) {
        EmailPopulatingBuilder email = EmailBuilder.startingBlank()
                .from(letter.from())
                .withSubject(letter.nextSubject())
                .withPlainText(letter.text());
        letter.to().forEach(email::to);
        letter.html().ifPresent(email::withHTMLText);
        letter.file().ifPresent(file -> email.withAttachment(Letter.FILE_NAME, file, Letter.FILE_TYPE));
        letter.largeFile().ifPresent(file -> email.withAttachment(Letter.FILE_NAME, new FileDataSource(file.toFile())));
        return email.buildEmail();
    }
}

package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import jakarta.mail.util.ByteArrayDataSource;
import org.apache.commons.mail2.core.EmailException;
import org.apache.commons.mail2.jakarta.Email;
import org.apache.commons.mail2.jakarta.HtmlEmail;
import org.apache.commons.mail2.jakarta.MultiPartEmail;
import org.apache.commons.mail2.jakarta.SimpleEmail;

/** Commons Email 2, as its user guide has it: an object for each message, which connects for itself. */
public final class CommonsEmail implements Contender {
    /** Makes the contender. */
    public CommonsEmail() {}

    @Override
    public Client open(Job job) {
        Letter letter = job.letter();
        return new Stateless(count -> {
            for (int i = 0; i < count; i++) {
                Email email = email(letter);
                email.setHostName("localhost");
                email.setSmtpPort(job.port());
                email.setAuthentication(Credentials.USER, Credentials.PASSWORD);
                email.setStartTLSRequired(true);
                email.setStartTLSEnabled(true);
                email.setSSLCheckServerIdentity(true);
                email.setFrom(letter.from());
                email.addTo(letter.to().toArray(String[]::new));
                email.setSubject(letter.nextSubject());
                email.send();
            }
        });
    }

    private static Email email(Letter letter) throws EmailException {
        if (letter.largeFile().isPresent()) {
            MultiPartEmail email = new MultiPartEmail();
            email.setMsg(letter.text());
            return email.attach(letter.largeFile().get().toFile());
        }
        if (letter.html().isEmpty()) {
            return new SimpleEmail().setMsg(letter.text());
        }
        HtmlEmail email = new HtmlEmail();
        email.setTextMsg(letter.text());
        email.setHtmlMsg(letter.html().get());
        return email.attach(
                new ByteArrayDataSource(letter.file().orElseThrow(), Letter.FILE_TYPE), Letter.FILE_NAME, "report");
    }
}

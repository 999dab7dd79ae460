package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Spring's {@code JavaMailSenderImpl}, with an array of messages: it connects once for each array. */
public final class SpringSender implements Contender {
    /** Makes the contender. */
    public SpringSender() {}

    @Override
    public boolean batches() {
        return true;
    }

    @Override
    public Client open(Job job) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("localhost");
        sender.setPort(job.port());
        sender.setUsername(Credentials.USER);
        sender.setPassword(Credentials.PASSWORD);
        sender.setJavaMailProperties(JakartaLetters.properties(job));
        Letter letter = job.letter();
        return new Stateless(count -> {
            MimeMessage[] messages = new MimeMessage[count];
            for (int i = 0; i < count; i++) {
                messages[i] = JakartaLetters.message(sender.getSession(), letter);
            }
            sender.send(messages);
        });
    }
}

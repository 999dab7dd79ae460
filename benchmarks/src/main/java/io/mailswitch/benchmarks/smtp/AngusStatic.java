package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import jakarta.mail.Session;
import jakarta.mail.Transport;

/** What most programs on Jakarta Mail call: {@code Transport.send}, which connects for each message. */
public final class AngusStatic implements Contender {
    /** Makes the contender. */
    public AngusStatic() {}

    @Override
    public Client open(Job job) {
        Session session = JakartaLetters.session(job);
        Letter letter = job.letter();
        return new Stateless(count -> {
            for (int i = 0; i < count; i++) {
                Transport.send(JakartaLetters.message(session, letter));
            }
        });
    }
}

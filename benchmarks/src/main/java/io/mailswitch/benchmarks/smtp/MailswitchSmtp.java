package io.mailswitch.benchmarks.smtp;

import io.mailswitch.Email;
import io.mailswitch.MailSender;
import io.mailswitch.SendOutcome;
import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Contender;
import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Letter;
import io.mailswitch.benchmarks.work.MailswitchLetters;
import io.mailswitch.config.MailConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mailswitch by SMTP, by {@code send} or by {@code sendAll}. Its defaults but for one: a connection is kept for as many messages as those of
 * the peers, which have no bound. By default a message goes to all recipients or to none; with partial submission it goes to those that are
 * accepted.
 */
public final class MailswitchSmtp implements Contender {
    private final boolean all;
    private final boolean partial;

    /**
     * Makes the contender.
     *
     * @param all whether batches go through {@code sendAll}
     * @param partial whether a message goes to some recipients although others are refused
     */
    public MailswitchSmtp(boolean all, boolean partial) {
        this.all = all;
        this.partial = partial;
    }

    @Override
    public boolean batches() {
        return all;
    }

    @Override
    public boolean spreads() {
        return all; // a program hands over one batch, and the sender spreads it over its connections
    }

    @Override
    public Client open(Job job) {
        MailSender sender = MailSender.open(MailConfig.of(Map.of(
                "mailswitch.transport",
                "smtp",
                "mailswitch.smtp.host",
                "localhost",
                "mailswitch.smtp.port",
                Integer.toString(job.port()),
                "mailswitch.smtp.auth",
                "password",
                "mailswitch.smtp.username",
                Credentials.USER,
                "mailswitch.smtp.password",
                Credentials.PASSWORD,
                "mailswitch.smtp.max-connections",
                Integer.toString(job.connections()),
                "mailswitch.smtp.max-messages-per-connection",
                "1000000",
                "mailswitch.partial-submission",
                Boolean.toString(partial))));
        Letter letter = job.letter();
        Lane lane = all ? count -> sendAll(sender, letter, count) : count -> send(sender, letter, count);
        return new Client() {
            @Override
            public Lane lane() {
                return lane;
            }

            @Override
            public void close() {
                sender.close();
            }
        };
    }

    private static void send(MailSender sender, Letter letter, int count) {
        for (int i = 0; i < count; i++) {
            sender.send(MailswitchLetters.email(letter));
        }
    }

    private static void sendAll(MailSender sender, Letter letter, int count) {
        List<Email> emails = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            emails.add(MailswitchLetters.email(letter));
        }
        for (SendOutcome outcome : sender.sendAll(emails)) {
            if (!outcome.isAccepted()) {
                throw outcome.failure().orElseThrow();
            }
        }
    }
}

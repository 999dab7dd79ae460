package io.mailswitch.testkit.internal.smtp;

import java.util.List;

/**
 * Where in a session a fault may strike.
 *
 * @param connection the number of the connection
 * @param argument the argument of the command
 * @param sender the reverse-path of the transaction, empty before MAIL
 * @param recipients at RCPT the one in question, later all that were accepted
 */
public record Moment(int connection, String argument, String sender, List<String> recipients) {

    /** Copies the recipients. */
    public Moment {
        recipients = List.copyOf(recipients);
    }
}

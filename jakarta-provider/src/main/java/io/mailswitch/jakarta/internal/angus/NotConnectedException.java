package io.mailswitch.jakarta.internal.angus;

import io.mailswitch.MailException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/** Angus's exception for a server that was not reached, with our words. */
final class NotConnectedException extends MailConnectException {
    private static final long serialVersionUID = 1L;
    private static final Pattern ENDPOINT = Pattern.compile("(\\S+):(\\d{1,5})\\b");

    private final String text;

    NotConnectedException(MailException failure) {
        super(socketFailure(failure));
        text = String.valueOf(failure.getMessage());
    }

    /** The failure names the server in its words only. */
    private static SocketConnectException socketFailure(MailException failure) {
        Matcher endpoint = ENDPOINT.matcher(failure.summary());
        boolean named = endpoint.find();
        return new SocketConnectException(
                failure.summary(),
                failure,
                named ? endpoint.group(1) : "",
                named ? Integer.parseInt(endpoint.group(2)) : -1,
                -1);
    }

    @Override
    public String getMessage() {
        return text;
    }
}

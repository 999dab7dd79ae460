package io.mailswitch.javax.internal;

import com.sun.mail.util.MailConnectException;
import com.sun.mail.util.SocketConnectException;
import org.jspecify.annotations.Nullable;

/** JavaMail's exception for a server that was not reached, with our words. */
final class NotConnectedException extends MailConnectException {
    private static final long serialVersionUID = 1L;

    private final String text;

    NotConnectedException(org.eclipse.angus.mail.util.MailConnectException failure, @Nullable Exception next) {
        super(new SocketConnectException(
                failure.getMessage(), next, failure.getHost(), failure.getPort(), failure.getConnectionTimeout()));
        text = String.valueOf(failure.getMessage());
    }

    @Override
    public String getMessage() {
        return text;
    }
}

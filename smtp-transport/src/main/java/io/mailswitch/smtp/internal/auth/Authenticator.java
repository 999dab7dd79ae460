package io.mailswitch.smtp.internal.auth;

import io.mailswitch.AuthenticationException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.Resend;
import io.mailswitch.Secret;
import io.mailswitch.Stage;
import io.mailswitch.internal.text.WireText;
import io.mailswitch.smtp.SmtpAuth;
import io.mailswitch.smtp.internal.config.Login;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.wire.Command;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.Dialogue;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs in on a connection that is encrypted, or leads to this machine. Thread-safe. */
public final class Authenticator {
    private static final int ACCEPTED = 235;
    private static final int CHALLENGE = 334;
    private static final String HIDDEN = "***";

    private final Login login;
    private final String host;
    private final int port;
    private final @Nullable TokenSource tokens;

    /**
     * Makes an authenticator.
     *
     * @param settings who signs in, and where
     * @param tokens gives tokens; null where none are needed
     */
    public Authenticator(Settings settings, @Nullable TokenSource tokens) {
        this.login = settings.login();
        this.host = settings.host();
        this.port = settings.port();
        this.tokens = tokens;
    }

    /**
     * Signs in.
     *
     * @param dialogue the connection
     * @param offered the mechanisms that the server named after TLS, in upper case
     * @param given the token to use; null to ask the token source
     * @param deadlines gives the deadline of each reply
     * @param failures makes the exceptions
     * @return the name of the mechanism
     * @throws TokenRefusedException when another token might be taken
     * @throws MailException when signing in failed for good
     * @throws IOException when the connection is lost
     */
    public String signIn(
            Dialogue dialogue,
            Set<String> offered,
            @Nullable AccessToken given,
            Supplier<Deadline> deadlines,
            Failures failures)
            throws IOException, TokenRefusedException {
        Mechanism mechanism = Mechanism.choose(login.mode(), offered).orElseThrow(() -> noneFits(offered, failures));
        try {
            switch (mechanism) {
                case XOAUTH2, OAUTHBEARER ->
                    bearer(dialogue, mechanism, given == null ? token(null) : given, deadlines, failures);
                case PLAIN -> plain(dialogue, deadlines, failures);
                case LOGIN -> userThenPassword(dialogue, deadlines, failures);
            }
        } finally {
            dialogue.hide(List.of());
        }
        return mechanism.name();
    }

    /**
     * Asks the token source.
     *
     * @param refused a token that the server refused just now; null at first
     * @return the token
     * @throws MailException when none can be had
     */
    public AccessToken token(@Nullable AccessToken refused) {
        if (tokens == null) {
            throw new IllegalStateException("no token source");
        }
        TokenRequest request = TokenRequest.of(login.scope());
        try {
            return tokens.token(refused == null ? request : request.insteadOf(refused));
        } catch (MailException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new AuthenticationException(
                    "the token source failed: " + e.getClass().getName(),
                    Failure.at(
                                    Stage.TOKEN,
                                    "The cause of this exception says why; a token source reports its own failures.")
                            .resend(Resend.AFTER_SETUP)
                            .origin(FailureOrigin.SETUP)
                            .transport("smtp")
                            .build(),
                    e);
        }
    }

    private void bearer(
            Dialogue dialogue, Mechanism mechanism, AccessToken token, Supplier<Deadline> deadlines, Failures failures)
            throws IOException, TokenRefusedException {
        String value = token.value().reveal();
        String initial = mechanism == Mechanism.XOAUTH2
                ? SaslMessages.xoauth2(user(), value)
                : SaslMessages.oauthBearer(user(), host, port, value);
        dialogue.hide(List.of(initial, value));
        Reply reply = begin(dialogue, mechanism, initial, deadlines);
        if (reply.code() == CHALLENGE) {
            // the server says why in JSON and wants an answer before it says 535
            String abandon = mechanism == Mechanism.XOAUTH2 ? "" : SaslMessages.OAUTHBEARER_ABANDON;
            reply = dialogue.ask(Command.secret(abandon, HIDDEN), deadlines.get());
        }
        if (reply.code() == ACCEPTED) {
            return;
        }
        MailException failure = notAccepted(reply, failures);
        if (reply.code() == 535 && !isFinal(reply)) {
            throw new TokenRefusedException(token, failure);
        }
        throw failure;
    }

    /** Exchange says 5.7.139 when a policy or a switch is the reason, which no other token changes. */
    private static boolean isFinal(Reply reply) {
        return reply.enhanced() != null && reply.enhanced().toString().equals("5.7.139");
    }

    private void plain(Dialogue dialogue, Supplier<Deadline> deadlines, Failures failures) throws IOException {
        String initial = SaslMessages.plain(user(), password());
        dialogue.hide(List.of(initial, password()));
        expectAccepted(begin(dialogue, Mechanism.PLAIN, initial, deadlines), failures);
    }

    private void userThenPassword(Dialogue dialogue, Supplier<Deadline> deadlines, Failures failures)
            throws IOException {
        String user = SaslMessages.base64(user());
        String password = SaslMessages.base64(password());
        dialogue.hide(List.of(password, password()));
        expectChallenge(dialogue.ask(Command.of("AUTH LOGIN"), deadlines.get()), failures);
        expectChallenge(dialogue.ask(Command.secret(user, HIDDEN), deadlines.get()), failures);
        expectAccepted(dialogue.ask(Command.secret(password, HIDDEN), deadlines.get()), failures);
    }

    private static Reply begin(Dialogue dialogue, Mechanism mechanism, String initial, Supplier<Deadline> deadlines)
            throws IOException {
        String verb = "AUTH " + mechanism.name() + ' ';
        return dialogue.ask(Command.secret(verb + initial, verb + HIDDEN), deadlines.get());
    }

    private static void expectChallenge(Reply reply, Failures failures) {
        if (reply.code() != CHALLENGE) {
            throw notAccepted(reply, failures);
        }
    }

    private static void expectAccepted(Reply reply, Failures failures) {
        if (reply.code() != ACCEPTED) {
            throw notAccepted(reply, failures);
        }
    }

    private static MailException notAccepted(Reply reply, Failures failures) {
        return reply.code() >= 400
                ? failures.refused(Stage.AUTHENTICATION, reply)
                : failures.protocol(Stage.AUTHENTICATION, "an unexpected answer while signing in", reply, false);
    }

    private String user() {
        String user = login.username();
        if (user == null) {
            throw new IllegalStateException("no user name");
        }
        return user;
    }

    private String password() {
        Secret password = login.password();
        if (password == null) {
            throw new IllegalStateException("no password");
        }
        return password.reveal();
    }

    private MailException noneFits(Set<String> offered, Failures failures) {
        if (offered.isEmpty()) {
            return failures.setup(
                    Stage.AUTHENTICATION,
                    "the server offers no way of signing in on this connection",
                    "Use the submission port 587 with mailswitch.smtp.tls=starttls; for a relay that needs no login set "
                            + "mailswitch.smtp.auth=none.",
                    null);
        }
        boolean oauth = login.mode() == SmtpAuth.OAUTH2;
        return failures.setup(
                Stage.AUTHENTICATION,
                "the server offers " + WireText.printable(String.join(", ", offered), 200)
                        + ", none of which signs in by "
                        + (oauth ? "OAuth (XOAUTH2, OAUTHBEARER)" : "password (PLAIN, LOGIN)"),
                oauth
                        ? "Set mailswitch.smtp.auth=password, or use a server that offers XOAUTH2 or OAUTHBEARER."
                        : "Set mailswitch.smtp.auth=oauth2, or have the server's administrator enable PLAIN or LOGIN over TLS.",
                null);
    }
}

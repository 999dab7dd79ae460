package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.SmtpStage;
import io.mailswitch.testkit.Violation.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in by PLAIN, LOGIN, XOAUTH2 and OAUTHBEARER (RFC 4954, RFC 4616, Microsoft's SASL XOAUTH2, RFC 7628), with Exchange
 * Online's replies.
 */
final class AuthHandler {
    private static final Pattern XOAUTH2 =
            Pattern.compile("user=([^\u0001]+)\u0001auth=Bearer ([^\u0001]+)\u0001\u0001");
    private static final Pattern OAUTHBEARER = Pattern.compile(
            "n,a=([^,]+),\u0001(?:(?:host|port)=[^\u0001]*\u0001)*auth=Bearer ([^\u0001]+)\u0001\u0001");
    /** {@code {"status":"invalid_token"}} as a challenge (RFC 7628 §3.2.2). */
    private static final String WHY = "334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=";
    /** The one answer to it that OAUTHBEARER knows: a single {@code ^A}. */
    private static final String UNDERSTOOD = "AQ==";

    private static final String SUCCESS = "235 2.7.0 Authentication successful";
    private static final String BAD_PASSWORD =
            "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. " + ServerName.hostnote();
    private static final String BAD_TOKEN = "535 5.7.3 Authentication unsuccessful " + ServerName.hostnote();
    private static final String MALFORMED = "501 5.5.2 Syntax error in the authentication data";

    private final Session session;
    private final Wire wire;
    private final ConnectionLog log;

    AuthHandler(Session session) {
        this.session = session;
        this.wire = session.wire;
        this.log = session.log;
    }

    void handle(CommandLine line) throws IOException {
        String[] words = line.argument().split(" ", -1);
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        String refusal = refusal(line, words, mechanism);
        if (refusal != null) {
            respond(SmtpStage.AUTH, mechanism, Answer.of(refusal));
            return;
        }
        String initial = words.length == 2 ? words[1] : null;
        SmtpStage stage = SmtpStage.AUTH;
        if (mechanism.equals("LOGIN")) {
            String user = initial;
            if (user == null) {
                user = ask(stage, mechanism, "334 VXNlcm5hbWU6");
                stage = SmtpStage.AUTH_CONTINUATION;
            }
            String password = user == null ? null : ask(stage, mechanism, "334 UGFzc3dvcmQ6");
            if (user != null && password != null) {
                finish(SmtpStage.AUTH_CONTINUATION, mechanism, login(user, password));
            }
            return;
        }
        String response = initial;
        if (response == null) {
            response = ask(stage, mechanism, "334 ");
            stage = SmtpStage.AUTH_CONTINUATION;
        }
        if (response != null) {
            finish(
                    stage,
                    mechanism,
                    switch (mechanism) {
                        case "PLAIN" -> plain(response);
                        case "OAUTHBEARER" -> token(OAUTHBEARER, response);
                        default -> token(XOAUTH2, response);
                    });
        }
    }

    private @Nullable String refusal(CommandLine line, String[] words, String mechanism) throws IOException {
        if (session.isTlsMissing()) {
            log.violation(Rule.IN_CLEAR, "AUTH " + mechanism);
            return "530 5.7.0 Must issue a STARTTLS command first";
        }
        if (session.greetedAs == null || session.user != null) {
            log.violation(Rule.OUT_OF_ORDER, "AUTH " + (session.user == null ? "before EHLO" : "a second time"));
            return "503 5.5.1 Bad sequence of commands";
        }
        if (words.length > 2 || mechanism.isEmpty()) {
            log.violation(Rule.SYNTAX, "AUTH takes a mechanism and at most one initial response");
            return "501 5.5.4 Invalid arguments";
        }
        if (!session.options.mechanisms().contains(mechanism) || !session.extended) {
            log.violation(Rule.NOT_OFFERED, "AUTH " + mechanism);
            return "504 5.7.4 Unrecognized authentication type";
        }
        if (wire.hasInput()) {
            log.violation(Rule.PIPELINED_TOO_FAR, "more follows " + line.verb() + " before its reply");
        }
        return null;
    }

    /** Sends a challenge and returns the client's answer, null if the exchange is over. */
    private @Nullable String ask(SmtpStage stage, String mechanism, String challenge) throws IOException {
        if (!respond(stage, mechanism, Answer.of(challenge))) {
            return null;
        }
        CommandLine line = CommandLine.read(wire, log, true);
        if (line == null) {
            throw new EndOfSession("the client left in the middle of AUTH");
        }
        log.command(line.text());
        if (line.text().equals("*") || !line.wellFormed()) {
            respond(SmtpStage.AUTH_CONTINUATION, mechanism, Answer.of("501 5.7.0 Authentication cancelled"));
            return null;
        }
        return line.text();
    }

    private void finish(SmtpStage stage, String mechanism, Verdict verdict) throws IOException {
        String reply = verdict.reply();
        if (verdict.user().isEmpty()) {
            log.violation(Rule.SYNTAX, "malformed response to AUTH " + mechanism);
        }
        if (!reply.equals(SUCCESS)) {
            session.authFailure = reply;
            boolean bearer = mechanism.equals("OAUTHBEARER");
            if (bearer || (mechanism.equals("XOAUTH2") && session.options.isBadTokenChallenge())) {
                String answer = ask(stage, mechanism, WHY);
                if (answer == null) {
                    return;
                }
                if (!answer.equals(bearer ? UNDERSTOOD : "")) {
                    log.violation(Rule.SYNTAX, "not the answer to why a token was refused");
                }
                respond(SmtpStage.AUTH_CONTINUATION, mechanism, Answer.of(reply));
                return;
            }
            respond(stage, mechanism, Answer.of(reply));
            return;
        }
        respond(stage, mechanism, new Answer(reply, () -> {
            session.user = verdict.user();
            session.mechanism = mechanism;
        }));
    }

    private boolean respond(SmtpStage stage, String mechanism, Answer answer) throws IOException {
        return session.responder.respond(stage, new Moment(log.number(), mechanism, "", List.of()), answer);
    }

    /** The user is empty where the response could not be read. */
    private record Verdict(String reply, String user) {}

    private Verdict login(String encodedUser, String encodedPassword) {
        String user = decode(encodedUser);
        String password = decode(encodedPassword);
        return user == null || password == null ? new Verdict(MALFORMED, "") : checkPassword(user, password);
    }

    private Verdict plain(String response) {
        String decoded = decode(response);
        String[] parts = decoded == null ? new String[0] : decoded.split("\0", -1);
        if (parts.length != 3 || parts[1].isEmpty()) {
            return new Verdict(MALFORMED, "");
        }
        return checkPassword(parts[1], parts[2]);
    }

    private Verdict checkPassword(String user, String password) {
        return new Verdict(session.accounts.checkPassword(user, password) ? SUCCESS : BAD_PASSWORD, user);
    }

    private Verdict token(Pattern form, String response) {
        String decoded = decode(response);
        Matcher blob = form.matcher(decoded == null ? "" : decoded);
        if (!blob.matches()) {
            return new Verdict(BAD_TOKEN, "");
        }
        String user =
                blob.group(1).replace("=2C", ",").replace("=3D", "="); // RFC 5801 §4, and harmless in a mail address
        return new Verdict(session.accounts.checkToken(user, blob.group(2)) ? SUCCESS : BAD_TOKEN, user);
    }

    private static @Nullable String decode(String base64) {
        try {
            // RFC 4954 §4: "=" stands for a response of no octets
            return base64.equals("=") ? "" : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

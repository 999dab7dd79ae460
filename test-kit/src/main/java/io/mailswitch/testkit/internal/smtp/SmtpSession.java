package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.SmtpOptions;
import io.mailswitch.testkit.SmtpStage;
import io.mailswitch.testkit.Violation.Rule;
import io.mailswitch.testkit.internal.tls.LegacyServerHello;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The dialogue on one connection: greeting, EHLO, STARTTLS and the rest, mail and sign-in left to their handlers. */
final class SmtpSession {
    private final Session session;
    private final Wire wire;
    private final ConnectionLog log;
    private final Responder responder;
    private final SmtpOptions options;
    private final TlsServer tls;
    private final AuthHandler auth;
    private final MailHandler mail;

    SmtpSession(Session session, TlsServer tls) {
        this.session = session;
        this.wire = session.wire;
        this.log = session.log;
        this.responder = session.responder;
        this.options = session.options;
        this.tls = tls;
        this.auth = new AuthHandler(session);
        this.mail = new MailHandler(session);
    }

    void run(boolean implicitTls) throws IOException {
        try {
            if (implicitTls) {
                startTls();
            }
            greet();
            while (true) {
                mail.strikeWhileIdle();
                CommandLine line = CommandLine.read(wire, log, false);
                if (line == null) {
                    return;
                }
                log.command(line.text());
                wire.said(line.verb().equals("AUTH") ? "AUTH …" : line.text());
                dispatch(line);
            }
        } finally {
            mail.abandon();
        }
    }

    private void greet() throws IOException {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        answer(
                SmtpStage.GREETING,
                "",
                "220 " + ServerName.HOST + " Microsoft ESMTP MAIL Service ready at " + now + " [FAKE"
                        + session.log.number() + "]");
        if (wire.hasInput()) {
            log.violation(Rule.PIPELINED_TOO_FAR, "spoke before the greeting");
        }
    }

    private void dispatch(CommandLine line) throws IOException {
        if (!line.wellFormed()) {
            wire.reply("500 5.5.2 Syntax error: the line is not well-formed");
            return;
        }
        String verb = line.verb();
        if (!verb.equals("MAIL") && !verb.equals("RCPT") && !line.isAscii()) {
            log.violation(Rule.EIGHT_BIT, line.text());
            wire.reply("500 5.5.2 Syntax error: octets above 127");
            return;
        }
        if (!options.offers("PIPELINING") && wire.hasInput() && !verb.equals("BDAT")) {
            log.violation(Rule.PIPELINED_TOO_FAR, "PIPELINING is not offered, yet more follows " + verb);
        }
        switch (verb) {
            case "EHLO", "HELO" -> hello(line);
            case "STARTTLS" -> startTls(line);
            case "AUTH" -> auth.handle(line);
            case "MAIL" -> mail.mail(line);
            case "RCPT" -> mail.rcpt(line);
            case "DATA" -> mail.data(line);
            case "BDAT" -> mail.bdat(line);
            case "RSET" -> {
                requireNoArgument(line);
                mail.abandon();
                answer(SmtpStage.RSET, "", "250 2.0.0 Resetting");
            }
            case "NOOP" -> {
                answer(SmtpStage.NOOP, line.argument(), "250 2.0.0 OK");
                mustBeLast("NOOP");
            }
            case "QUIT" -> quit(line);
            case "VRFY" -> wire.reply("252 2.1.5 Cannot VRFY user");
            default -> {
                log.violation(Rule.SYNTAX, "unknown command: " + line.text());
                wire.reply("500 5.3.3 Unrecognized command '" + verb + "'");
            }
        }
    }

    private void hello(CommandLine line) throws IOException {
        mustBeLast(line.verb());
        SmtpStage stage = wire.isSecure() ? SmtpStage.EHLO_AFTER_TLS : SmtpStage.EHLO;
        if (!AddressSyntax.isHelloName(line.argument())) {
            log.violation(Rule.SYNTAX, "not a domain or address literal: " + line.text());
            answer(stage, line.argument(), "501 5.5.4 Invalid domain name");
            return;
        }
        boolean extended = line.verb().equals("EHLO");
        Answer normal = new Answer(extended ? capabilities() : "250 " + hello(), () -> {
            mail.abandon(); // RFC 5321 §4.1.4: a further EHLO resets
            session.greetedAs = line.argument();
            session.extended = extended;
        });
        responder.respond(stage, moment(line.argument()), normal);
    }

    private String hello() {
        return ServerName.HOST + " Hello [" + wire.peer() + "]";
    }

    private String capabilities() {
        List<String> lines = new ArrayList<>();
        lines.add(hello());
        String authLine = session.isTlsMissing() || options.mechanisms().isEmpty()
                ? null
                : "AUTH " + String.join(" ", options.mechanisms());
        boolean authPlaced = false;
        for (String extension : options.extensions()) {
            if (!extension.equals("STARTTLS")) {
                lines.add(extension);
            } else if (!wire.isSecure()) {
                lines.add(extension);
            } else if (authLine != null) {
                lines.add(authLine);
                authPlaced = true;
            }
        }
        if (authLine != null && !authPlaced) {
            lines.add(authLine);
        }
        StringBuilder reply = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            reply.append(last ? "250 " : "250-").append(lines.get(i)).append(last ? "" : "\n");
        }
        return reply.toString();
    }

    private void startTls(CommandLine line) throws IOException {
        requireNoArgument(line);
        if (wire.isSecure() || !options.offers("STARTTLS")) {
            log.violation(Rule.NOT_OFFERED, line.text());
            answer(SmtpStage.STARTTLS, "", "503 5.5.2 STARTTLS is not available");
            return;
        }
        if (wire.hasInput()) { // RFC 3207 §4: it has to be the last command; §6: what follows must not be believed
            log.violation(Rule.PIPELINED_TOO_FAR, "more follows STARTTLS in clear");
            wire.discardInput();
        }
        if (responder.respond(SmtpStage.STARTTLS, moment(""), Answer.of("220 2.0.0 SMTP server ready"))) {
            startTls();
            session.greetedAs = null; // RFC 3207 §4.2: what was said in clear is forgotten
            session.extended = false;
            mail.abandon();
        }
    }

    private void startTls() throws IOException {
        Fault fault = responder.take(SmtpStage.TLS_HANDSHAKE, moment(""));
        try {
            if (fault != null) {
                wire.readTlsRecord();
                responder.play(fault.action(), "");
                listenToTheEnd();
            }
            String version = options.tlsProtocols().get(0);
            if (LegacyServerHello.isLegacy(version)) {
                wire.replyBytes(LegacyServerHello.answer(wire.readTlsRecord(), version));
                listenToTheEnd();
            }
            wire.startTls(tls);
        } catch (IOException e) {
            log.tlsFailed(e.toString());
            throw new EndOfSession("TLS failed: " + e.getMessage());
        }
    }

    /** There is no TLS to go on with: what the client still says is only taken down. */
    private void listenToTheEnd() throws IOException {
        wire.flush();
        responder.breakOff(FaultAction.Break.STALL);
    }

    private void quit(CommandLine line) throws IOException {
        requireNoArgument(line);
        mustBeLast("QUIT");
        if (answer(SmtpStage.QUIT, "", "221 2.0.0 Service closing transmission channel")) {
            wire.flush();
            wire.closeGently();
            throw new EndOfSession("QUIT");
        }
    }

    private void requireNoArgument(CommandLine line) {
        if (!line.text().equalsIgnoreCase(line.verb())) {
            log.violation(Rule.SYNTAX, "no argument is allowed: " + line.text());
        }
    }

    private void mustBeLast(String verb) throws IOException {
        if (wire.hasInput()) {
            log.violation(Rule.PIPELINED_TOO_FAR, "more follows " + verb + " before its reply");
        }
    }

    private boolean answer(SmtpStage stage, String argument, String reply) throws IOException {
        return responder.respond(stage, moment(argument), Answer.of(reply));
    }

    private Moment moment(String argument) {
        return mail.moment(argument);
    }
}

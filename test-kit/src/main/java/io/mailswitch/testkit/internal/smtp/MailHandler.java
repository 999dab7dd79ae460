package io.mailswitch.testkit.internal.smtp;

import io.mailswitch.testkit.ReceivedRecipient;
import io.mailswitch.testkit.SmtpStage;
import io.mailswitch.testkit.Violation.Rule;
import io.mailswitch.testkit.internal.mail.Delivery;
import io.mailswitch.testkit.internal.mail.ParsedMail;
import io.mailswitch.testkit.internal.mail.Spool;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mail transactions: MAIL, RCPT, DATA and BDAT, with Exchange Online's replies. */
final class MailHandler {
    private static final String BAD_SEQUENCE = "503 5.5.1 Bad sequence of commands";
    private static final String BAD_ARGUMENTS = "501 5.5.4 Invalid arguments";
    private static final String NOT_OFFERED = "555 5.5.4 Unsupported parameter";
    private static final String TOO_LARGE = "552 5.3.4 Message size exceeds fixed maximum message size";
    private static final Pattern BDAT = Pattern.compile("([0-9]{1,18})( [Ll][Aa][Ss][Tt])?");

    private final Session session;
    private final Wire wire;
    private final ConnectionLog log;
    private @Nullable Transaction transaction;
    private boolean idle;

    MailHandler(Session session) {
        this.session = session;
        this.wire = session.wire;
        this.log = session.log;
    }

    Moment moment(String argument) {
        return transaction == null
                ? new Moment(log.number(), argument, "", List.of())
                : new Moment(log.number(), argument, transaction.reversePath, transaction.recipientAddresses());
    }

    /** Ends the transaction, if there is one, as RSET does. */
    void abandon() throws IOException {
        if (transaction != null && transaction.chunks != null) {
            session.gauge.leave(user());
            transaction.chunks.discard();
        }
        transaction = null;
    }

    /** Plays the fault that is due between a message and the next command. */
    void strikeWhileIdle() throws IOException {
        if (idle && !wire.hasInput()) {
            Fault fault = session.responder.take(SmtpStage.IDLE, moment(""));
            if (fault != null) {
                wire.flush();
                session.responder.play(fault.action(), "250 2.0.0 OK");
                wire.flush();
            }
        }
        idle = false;
    }

    void mail(CommandLine line) throws IOException {
        EnvelopeCommand command = EnvelopeCommand.parse(line.argument(), "FROM");
        String refusal = mailRefusal(line, command);
        String sender = command == null ? "" : command.path();
        Answer answer = refusal != null || command == null
                ? Answer.of(refusal == null ? BAD_ARGUMENTS : refusal)
                : new Answer("250 2.1.0 Sender OK", () -> transaction = new Transaction(sender, command.parameters()));
        session.responder.respond(SmtpStage.MAIL, new Moment(log.number(), line.argument(), sender, List.of()), answer);
    }

    private @Nullable String mailRefusal(CommandLine line, @Nullable EnvelopeCommand command) {
        if (session.greetedAs == null || transaction != null) {
            log.violation(Rule.OUT_OF_ORDER, (transaction == null ? "MAIL before EHLO: " : "nested: ") + line.text());
            return BAD_SEQUENCE;
        }
        if (session.isTlsMissing()) {
            log.violation(Rule.IN_CLEAR, line.text());
            return "451 5.7.3 STARTTLS is required to send mail " + ServerName.hostnote();
        }
        if (session.options.isAuthRequired() && session.user == null) {
            return "530 5.7.57 Client not authenticated to send mail."
                    + (session.authFailure == null ? " " + ServerName.hostnote() : " Error: " + session.authFailure);
        }
        if (command == null) {
            return syntax(line, BAD_ARGUMENTS);
        }
        String notOffered = EnvelopeParameters.notOffered(session, command.parameters());
        if (notOffered != null) {
            log.violation(Rule.NOT_OFFERED, notOffered + " in " + line.text());
            return NOT_OFFERED;
        }
        if (EnvelopeParameters.malformedMail(command.parameters()) != null) {
            return syntax(line, BAD_ARGUMENTS);
        }
        boolean utf8 = command.parameters().containsKey("SMTPUTF8");
        if (!line.isAscii() && !utf8) {
            log.violation(Rule.EIGHT_BIT, line.text());
            return "553 5.6.7 The address needs SMTPUTF8";
        }
        if (!command.path().isEmpty() && !AddressSyntax.isMailbox(command.path(), utf8)) {
            return syntax(line, "501 5.1.7 Invalid address");
        }
        String size = command.parameters().get("SIZE");
        if (size != null && (size.length() > 18 || Long.parseLong(size) > session.options.maxMessageBytes())) {
            return TOO_LARGE;
        }
        if (session.options.isCheckSenders()
                && session.user != null
                && !session.accounts.maySendAs(session.user, command.path())) {
            return "550 5.7.60 SMTP; Client does not have permissions to send as this sender " + ServerName.hostnote();
        }
        return null;
    }

    void rcpt(CommandLine line) throws IOException {
        EnvelopeCommand command = EnvelopeCommand.parse(line.argument(), "TO");
        String refusal = rcptRefusal(line, command);
        Transaction open = transaction;
        Answer answer = refusal != null || command == null || open == null
                ? Answer.of(refusal == null ? BAD_ARGUMENTS : refusal)
                : new Answer(
                        "250 2.1.5 Recipient OK",
                        () -> open.recipients.add(new ReceivedRecipient(command.path(), command.parameters())));
        String sender = open == null ? "" : open.reversePath;
        List<String> recipient = List.of(command == null ? "" : command.path());
        session.responder.respond(SmtpStage.RCPT, new Moment(log.number(), line.argument(), sender, recipient), answer);
    }

    private @Nullable String rcptRefusal(CommandLine line, @Nullable EnvelopeCommand command) {
        if (transaction == null) {
            return outOfOrder(line);
        }
        if (command == null || EnvelopeParameters.malformedRcpt(command.parameters(), transaction.isUtf8()) != null) {
            return syntax(line, BAD_ARGUMENTS);
        }
        String notOffered = EnvelopeParameters.notOffered(session, command.parameters());
        if (notOffered != null) {
            log.violation(Rule.NOT_OFFERED, notOffered + " in " + line.text());
            return NOT_OFFERED;
        }
        if (!line.isAscii() && !transaction.isUtf8()) {
            log.violation(Rule.EIGHT_BIT, line.text());
            return "553 5.6.7 The address needs SMTPUTF8";
        }
        if (!AddressSyntax.isMailbox(command.path(), transaction.isUtf8())) {
            return syntax(line, "501 5.1.3 Invalid address");
        }
        return null;
    }

    void data(CommandLine line) throws IOException {
        if (wire.hasInput()) {
            log.violation(Rule.PIPELINED_TOO_FAR, "content before the reply to DATA");
        }
        Transaction open = transaction;
        if (open == null || open.recipients.isEmpty() || open.chunks != null) {
            respond(SmtpStage.DATA, outOfOrder(line));
            return;
        }
        if (open.isBinary() || !line.argument().isEmpty()) { // RFC 3030 §3: BINARYMIME goes by BDAT
            log.violation(Rule.OUT_OF_ORDER, line.text() + " with BODY=" + open.parameters.get("BODY"));
            respond(SmtpStage.DATA, BAD_SEQUENCE);
            return;
        }
        if (!respond(SmtpStage.DATA, "354 Start mail input; end with <CRLF>.<CRLF>")) {
            return;
        }
        ContentReader reader = newReader(open);
        int concurrent = session.gauge.enter(user());
        try {
            readToDot(reader);
            finish(open, reader, concurrent);
        } finally {
            session.gauge.leave(user());
        }
    }

    private static void readToDot(ContentReader reader) throws IOException {
        try {
            reader.readToDot();
        } catch (IOException e) {
            reader.discard();
            throw e;
        }
    }

    void bdat(CommandLine line) throws IOException {
        Matcher matcher = BDAT.matcher(line.argument());
        if (!matcher.matches()) {
            wire.reply(syntax(line, BAD_ARGUMENTS));
            return;
        }
        long length = Long.parseLong(matcher.group(1));
        boolean last = matcher.group(2) != null;
        if (!session.offers("CHUNKING")) {
            log.violation(Rule.NOT_OFFERED, line.text());
        }
        Transaction open = transaction;
        if (open == null || open.recipients.isEmpty() || open.chunkRefused || !session.offers("CHUNKING")) {
            skip(length); // RFC 3030 §2: the octets of a refused chunk come all the same
            wire.reply(outOfOrder(line));
            return;
        }
        if (open.chunks == null) {
            open.chunks = newReader(open);
            session.gauge.enter(user());
        }
        open.chunks.readChunk(length);
        if (!last) {
            open.chunkRefused = !respond(SmtpStage.BDAT, "250 2.6.0 CHUNK received OK, " + length + " octets");
            return;
        }
        ContentReader reader = open.chunks;
        open.chunks = null;
        try {
            finish(open, reader, session.gauge.count(user()));
        } finally {
            session.gauge.leave(user());
        }
    }

    private void finish(Transaction open, ContentReader reader, int concurrent) throws IOException {
        Spool content = reader.finish();
        String refusal = contentRefusal(reader, content, concurrent);
        Answer answer = refusal == null ? acceptance(open, content) : Answer.of(refusal);
        transaction = null;
        idle = true;
        Moment moment = new Moment(log.number(), "", open.reversePath, open.recipientAddresses());
        if (!session.responder.respond(SmtpStage.CONTENT_END, moment, answer) || refusal != null) {
            content.discard();
        }
    }

    private Answer acceptance(Transaction open, Spool content) {
        String id = String.format("FAKE%08d@%s", session.ids.incrementAndGet(), ServerName.HOST);
        Delivery delivery = new Delivery(
                "smtp",
                log.number(),
                id,
                open.reversePath,
                open.recipients,
                open.parameters,
                session.user,
                session.mechanism,
                log.tlsProtocol(),
                log.tlsCipher(),
                content);
        return new Answer("250 2.0.0 OK <" + id + "> " + ServerName.hostnote(), () -> session.sink.accept(delivery));
    }

    private @Nullable String contentRefusal(ContentReader reader, Spool content, int concurrent) {
        if (reader.isTooLarge()) {
            return TOO_LARGE;
        }
        if (reader.refusal() != null) {
            return reader.refusal();
        }
        if (concurrent > session.options.maxConcurrentSubmissions()) {
            return "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending "
                    + ServerName.hostnote();
        }
        String user = session.user;
        if (session.options.isCheckSenders() && user != null) {
            for (String from : new ParsedMail(content).bareAddresses("From")) {
                if (!session.accounts.maySendAs(user, from)) {
                    return "554 5.2.252 SendAsDenied; " + user + " not allowed to send as " + from
                            + "; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied "
                            + ServerName.hostnote();
                }
            }
        }
        return null;
    }

    private ContentReader newReader(Transaction open) {
        return new ContentReader(session, open, session.responder.take(SmtpStage.CONTENT, moment("")));
    }

    private void skip(long length) throws IOException {
        for (long i = 0; i < length; i++) {
            if (wire.read() < 0) {
                throw new EndOfSession("the client left in the middle of a chunk");
            }
        }
    }

    private boolean respond(SmtpStage stage, String reply) throws IOException {
        return session.responder.respond(stage, moment(""), Answer.of(reply));
    }

    /** With PIPELINING a client may have sent the command before it could know that the one before it fails. */
    private String outOfOrder(CommandLine line) {
        if (!session.offers("PIPELINING")) {
            log.violation(Rule.OUT_OF_ORDER, line.text());
        }
        return BAD_SEQUENCE;
    }

    private String syntax(CommandLine line, String reply) {
        log.violation(Rule.SYNTAX, line.text());
        return reply;
    }

    private String user() {
        return session.user == null ? "" : session.user;
    }
}

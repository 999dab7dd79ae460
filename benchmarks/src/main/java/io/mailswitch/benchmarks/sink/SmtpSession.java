package io.mailswitch.benchmarks.sink;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One conversation. A client that does what it must not do is answered with an error, and the ledger says so. */
final class SmtpSession {
    /** Commands that must be the last of a group (RFC 2920 §3.1, RFC 3207 §4, RFC 4954 §4). */
    private static final Set<String> ENDS_GROUP =
            Set.of("EHLO", "HELO", "STARTTLS", "AUTH", "DATA", "NOOP", "QUIT", "VRFY", "EXPN");

    private static final byte[] OK = line("250 2.0.0 OK");
    private static final byte[] ACCEPTED = line("250 2.6.0 Accepted");
    private static final byte[] GO_AHEAD = line("354 Go ahead");
    private static final byte[] OUT_OF_ORDER = line("503 5.5.1 Bad sequence of commands");

    private final Socket socket;
    private final SSLSocketFactory tls;
    private final Set<Extension> extensions;
    private final Ledger ledger;
    private final ContentScanner scanner = new ContentScanner();
    private SmtpInput wire;
    private boolean encrypted;
    private boolean signedIn;
    private boolean mail;
    private int recipients;
    private long chunked;

    SmtpSession(Socket socket, SSLSocketFactory tls, Set<Extension> extensions, Ledger ledger) throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.extensions = extensions;
        this.ledger = ledger;
        this.wire = new SmtpInput(socket.getInputStream(), socket.getOutputStream());
    }

    void run() throws IOException {
        wire.reply(line("220 localhost ESMTP sink"));
        boolean more = true;
        while (more) {
            String command = wire.line();
            int blank = command.indexOf(' ');
            String verb = (blank < 0 ? command : command.substring(0, blank)).toUpperCase(Locale.ROOT);
            checkGroup(verb);
            more = answer(verb, blank < 0 ? "" : command.substring(blank + 1));
        }
        wire.flush();
    }

    private void checkGroup(String verb) {
        if (wire.hasMore() && !verb.equals("BDAT")) {
            if (!extensions.contains(Extension.PIPELINING)) {
                ledger.violation("more was sent before the reply to " + verb + ", without PIPELINING");
            } else if (ENDS_GROUP.contains(verb)) {
                ledger.violation("more was sent before the reply to " + verb + ", which must end a group");
            }
        }
    }

    private boolean answer(String verb, String argument) throws IOException {
        switch (verb) {
            case "EHLO" -> greet();
            case "STARTTLS" -> startTls();
            case "AUTH" -> signIn(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> data();
            case "BDAT" -> chunk(argument);
            case "RSET" -> {
                reset();
                wire.reply(OK);
            }
            case "NOOP" -> wire.reply(OK);
            case "QUIT" -> {
                wire.reply(line("221 2.0.0 Bye"));
                return false;
            }
            default -> wrong("unknown command " + verb);
        }
        return true;
    }

    private void greet() throws IOException {
        reset();
        StringBuilder reply = new StringBuilder("250-localhost\r\n250-SIZE 209715200\r\n250-8BITMIME\r\n");
        for (Extension extension : extensions) {
            reply.append("250-").append(extension).append("\r\n");
        }
        reply.append(encrypted ? "250-AUTH PLAIN\r\n" : "250-STARTTLS\r\n").append("250 ENHANCEDSTATUSCODES");
        wire.reply(line(reply.toString()));
    }

    private void startTls() throws IOException {
        if (encrypted) {
            wrong("STARTTLS inside TLS");
            return;
        }
        wire.reply(line("220 2.0.0 Ready"));
        wire.flush();
        SSLSocket inner = (SSLSocket) tls.createSocket(socket, null, socket.getPort(), true);
        inner.setUseClientMode(false);
        inner.startHandshake();
        wire = new SmtpInput(inner.getInputStream(), inner.getOutputStream());
        encrypted = true;
    }

    private void signIn(String argument) throws IOException {
        if (!encrypted || signedIn) {
            wrong("AUTH out of order or in clear");
            return;
        }
        String response = argument.substring(Math.min(argument.length(), "PLAIN ".length()));
        if (response.isEmpty()) {
            wire.reply(line("334 "));
            response = wire.line();
        }
        signedIn = Credentials.arePlain(response);
        wire.reply(line(signedIn ? "235 2.7.0 Signed in" : "535 5.7.8 Wrong user or password"));
        if (!signedIn) {
            ledger.violation("wrong credentials");
        }
    }

    private void mail(String argument) throws IOException {
        if (!signedIn || mail || !argument.startsWith("FROM:<" + Credentials.USER + '>')) {
            wrong("MAIL out of order or malformed: " + argument);
            return;
        }
        mail = true;
        wire.reply(OK);
    }

    private void recipient(String argument) throws IOException {
        if (!mail || !argument.startsWith("TO:<") || argument.indexOf('@') < 0 || argument.indexOf('>') < 0) {
            wrong("RCPT out of order or malformed: " + argument);
            return;
        }
        recipients++;
        wire.reply(OK);
    }

    private void data() throws IOException {
        if (recipients == 0 || chunked > 0) {
            wrong("DATA out of order");
            return;
        }
        wire.reply(GO_AHEAD);
        wire.flush();
        take(wire.toDot(scanner));
    }

    private void chunk(String argument) throws IOException {
        String[] words = argument.split(" ", 2);
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        long octets = Long.parseLong(words[0]);
        wire.chunk(scanner, octets);
        if (recipients == 0 || !extensions.contains(Extension.CHUNKING)) {
            scanner.finish();
            wrong("BDAT out of order or not advertised");
            return;
        }
        chunked += octets;
        if (last) {
            take(chunked);
        } else {
            wire.reply(OK);
        }
    }

    private void take(long octets) throws IOException {
        if (scanner.finish()) {
            ledger.violation("content has a CR or LF by itself");
        }
        ledger.took(recipients, octets);
        reset();
        wire.reply(ACCEPTED);
    }

    private void reset() {
        mail = false;
        recipients = 0;
        chunked = 0;
    }

    private void wrong(String what) throws IOException {
        ledger.violation(what);
        wire.reply(OUT_OF_ORDER);
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}

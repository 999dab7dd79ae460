package io.mailswitch.jakarta.internal.session;

import static io.mailswitch.jakarta.internal.session.PropertyRow.honoured;
import static io.mailswitch.jakarta.internal.session.PropertyRow.ignored;
import static io.mailswitch.jakarta.internal.session.PropertyRow.ignoredAddress;
import static io.mailswitch.jakarta.internal.session.PropertyRow.replaced;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Every property that Angus Mail's SMTP provider reads (package documentation of {@code org.eclipse.angus.mail.smtp}, and what its classes
 * read beyond that), with what becomes of it here. Names are those after {@code mail.smtp.} or {@code mail.smtps.}.
 */
public final class PropertyTable {
    private static final String CHECKED_HERE =
            "Certificate and host name are always checked; for a private authority set mailswitch.smtp.ca-file";
    private static final String SOCKETS_HERE =
            "Sockets are made and checked here; for a private authority set mailswitch.smtp.ca-file,"
                    + " for a client certificate mailswitch.smtp.key-store";
    private static final String NO_NTLM =
            "NTLM is not offered; set mailswitch.smtp.auth=oauth2, or sign in by PLAIN or LOGIN inside TLS";
    private static final String MECHANISM_HERE =
            "PLAIN or LOGIN inside TLS, whichever the server offers; never DIGEST-MD5 or NTLM";

    private static final List<PropertyRow> SERVER = List.of(
            honoured("host", "The server: mailswitch.smtp.host. Without it, localhost, as with Angus"),
            honoured(
                    "port",
                    "Its port: mailswitch.smtp.port. Without it 25, or 465 where TLS begins at once, as with Angus. Not followed where"
                            + " mailswitch.smtp.host or mailswitch.smtp.tls is set"),
            honoured(
                    "localhost",
                    "The name after EHLO: mailswitch.smtp.ehlo-name. One that may not stand there is left out"),
            ignored("localaddress", "The system chooses the address to connect from"),
            ignored("localport", "The system chooses the port to connect from"),
            ignored("ehlo", "EHLO is always used: without it there is no TLS", PropertyTable::isFalse),
            honoured(
                    "proxy.host",
                    "An HTTP proxy: mailswitch.smtp.proxy. Not used for a server on this machine without TLS"),
            honoured("proxy.port", "Its port, 80 where it is not set"),
            honoured("proxy.user", "Who signs in at the proxy, together with proxy.password"),
            honoured("proxy.password", "The proxy's password: mailswitch.smtp.proxy-password"),
            honoured("socks.host", "A SOCKS 5 proxy: mailswitch.smtp.proxy. The server's name is looked up there"),
            honoured("socks.port", "Its port, 1080 where it is not set"),
            ignored("usesocketchannels", "Channels are always used", PropertyTable::never));

    private static final List<PropertyRow> TIMES = List.of(
            replaced(
                    "connectiontimeout",
                    "Milliseconds for name look-up, TCP and proxy together: mailswitch.smtp.connect-timeout. Zero or less means the"
                            + " default, not for ever",
                    PropertyTable::isEndless),
            replaced(
                    "timeout",
                    "Milliseconds for each whole reply, the last one too: the greeting, TLS, command and final reply time-outs. Zero or"
                            + " less means the defaults, not for ever",
                    PropertyTable::isEndless),
            replaced(
                    "writetimeout",
                    "Milliseconds until the server takes the next block: mailswitch.smtp.write-timeout. Zero or less means the default,"
                            + " not for ever",
                    PropertyTable::isEndless),
            ignored("executor.writetimeout", "Writing needs no thread to watch it", PropertyTable::never));

    private static final List<PropertyRow> SIGN_IN = List.of(
            honoured("user", "The default user: mailswitch.smtp.username"),
            honoured(
                    "auth",
                    "With true a password is asked of the session's Authenticator, unless mailswitch.* says how to sign in. With a user"
                            + " and password given to connect, signing in is always tried"),
            replaced(
                    "auth.mechanisms",
                    "XOAUTH2 in first place takes the password for an access token: mailswitch.smtp.auth=oauth2. Otherwise "
                            + MECHANISM_HERE,
                    PropertyTable::namesOtherMechanisms),
            replaced("auth.login.disable", MECHANISM_HERE, PropertyTable::isTrue),
            replaced("auth.plain.disable", MECHANISM_HERE, PropertyTable::isTrue),
            replaced("auth.digest-md5.disable", MECHANISM_HERE, PropertyTable::isFalse),
            ignored("auth.ntlm.disable", NO_NTLM, PropertyTable::isFalse),
            ignored("auth.ntlm.domain", NO_NTLM),
            ignored("auth.ntlm.flags", NO_NTLM),
            ignored("auth.ntlm.unicode", NO_NTLM),
            ignored("auth.ntlm.lmcompat", NO_NTLM),
            replaced(
                    "auth.xoauth2.disable",
                    "OAuth is asked for by auth.mechanisms=XOAUTH2, or better by mailswitch.smtp.auth=oauth2",
                    PropertyTable::isFalse),
            replaced(
                    "sasl.enable",
                    "XOAUTH2 in sasl.mechanisms is followed; otherwise " + MECHANISM_HERE,
                    PropertyTable::isTrue),
            replaced(
                    "sasl.mechanisms",
                    "As auth.mechanisms, where sasl.enable is true",
                    PropertyTable::namesOtherMechanisms),
            ignoredAddress(
                    "sasl.authorizationid", "The user who signs in sends; to send as another mailbox, grant Send As"),
            ignored("sasl.realm", "DIGEST-MD5 is not offered"),
            ignored("saslrealm", "DIGEST-MD5 is not offered"),
            ignored(
                    "sasl.usecanonicalhostname",
                    "The host name is the one that was configured",
                    PropertyTable::isTrue));

    private static final List<PropertyRow> TLS = List.of(
            honoured(
                    "ssl.enable",
                    "With true TLS begins at once: mailswitch.smtp.tls=implicit. For smtps it does so whatever this says"),
            replaced(
                    "starttls.enable",
                    "STARTTLS is used, whatever this says. Only for a server on this machine, where no certificates are"
                            + " configured, nothing or false means clear text",
                    PropertyTable::isFalse),
            replaced(
                    "starttls.required",
                    "STARTTLS is required, whatever this says. Only for a server on this machine, where no certificates are"
                            + " configured, nothing or false means clear text",
                    PropertyTable::isFalse),
            replaced(
                    "ssl.protocols",
                    "TLS 1.2 and 1.3, whatever this says",
                    value -> !namesNewTlsOnly(value.toString())),
            ignored("ssl.ciphersuites", "The cipher suites of the JDK for TLS 1.2 and 1.3"),
            replaced("ssl.checkserveridentity", CHECKED_HERE, PropertyTable::isFalse),
            replaced("ssl.trust", CHECKED_HERE, PropertyTable::always),
            replaced("ssl.hostnameverifier", CHECKED_HERE, PropertyTable::always),
            replaced("ssl.hostnameverifier.class", CHECKED_HERE, PropertyTable::always),
            replaced("ssl.socketFactory", SOCKETS_HERE, PropertyTable::always),
            replaced("ssl.socketFactory.class", SOCKETS_HERE, value -> !isJdkSsl(value)),
            honoured("ssl.socketFactory.port", "The port, where ssl.enable is true or the protocol is smtps"),
            replaced(
                    "socketFactory",
                    "One that makes TLS sockets means TLS at once: mailswitch.smtp.tls=implicit. " + SOCKETS_HERE,
                    PropertyTable::always),
            replaced(
                    "socketFactory.class",
                    "One that makes TLS sockets means TLS at once: mailswitch.smtp.tls=implicit. " + SOCKETS_HERE,
                    value -> !isJdkSsl(value)),
            ignored("socketFactory.fallback", "There is no fallback to clear text", PropertyTable::isTrue),
            honoured("socketFactory.port", "The port, where a socketFactory is set"));

    private static final List<PropertyRow> MESSAGE = List.of(
            honoured("from", "Where bounces go: the reverse-path of each message that has none of its own"),
            honoured("dsn.notify", "Which reports are asked for: SUCCESS, FAILURE, DELAY or NEVER"),
            honoured("dsn.ret", "What a report of failure carries: FULL or HDRS"),
            honoured(
                    "sendpartial",
                    "With true a message goes to the accepted recipients when others are refused: mailswitch.partial-submission"),
            honoured("reportsuccess", "With true a success is thrown too, as SMTPAddressSucceededException"),
            ignored(
                    "allow8bitmime",
                    "Content is sent as the message encodes it, so that signatures stay valid",
                    PropertyTable::isTrue),
            ignoredAddress("submitter", "The AUTH parameter of MAIL is not sent"),
            ignoredAddress("mailextension", "No free text is added to a command"),
            ignored(
                    "chunksize",
                    "The transport chooses between DATA and BDAT, and the size of chunks",
                    PropertyTable::never));

    private static final List<PropertyRow> CONNECTION = List.of(
            ignored(
                    "quitwait",
                    "Connections are kept for the next message and closed with QUIT when idle",
                    PropertyTable::never),
            ignored(
                    "quitonsessionreject",
                    "A connection that the server refuses is closed at once",
                    PropertyTable::isTrue),
            ignored(
                    "userset",
                    "No command asks whether a connection is alive: it is seen before the first of a message",
                    PropertyTable::never),
            ignored(
                    "noop.strict",
                    "No command asks whether a connection is alive: it is seen before the first of a message",
                    PropertyTable::never));

    private PropertyTable() {}

    /**
     * A group of rows under one heading.
     *
     * @param title the heading
     * @param rows the rows
     */
    public record Group(String title, List<PropertyRow> rows) {}

    /**
     * Returns the whole table.
     *
     * @return the groups in the order in which documentation lists them
     */
    public static List<Group> groups() {
        return List.of(
                new Group("Server and way", SERVER),
                new Group("Time", TIMES),
                new Group("Signing in", SIGN_IN),
                new Group("TLS", TLS),
                new Group("Messages", MESSAGE),
                new Group("Connections", CONNECTION));
    }

    /**
     * Returns all rows.
     *
     * @return the rows, each name once
     */
    public static List<PropertyRow> rows() {
        return groups().stream().flatMap(group -> group.rows().stream()).toList();
    }

    private static boolean isTrue(Object value) {
        return value.toString().equalsIgnoreCase("true");
    }

    private static boolean isFalse(Object value) {
        return value.toString().equalsIgnoreCase("false");
    }

    private static boolean always(Object value) {
        return !value.toString().isEmpty();
    }

    /** For what is done anyway, or makes no difference to anybody. */
    private static boolean never(Object value) {
        return false;
    }

    private static boolean isEndless(Object value) {
        try {
            return Long.parseLong(value.toString().strip()) <= 0;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static boolean namesOtherMechanisms(Object value) {
        return Mechanisms.of(value.toString()).stream()
                .anyMatch(name -> !List.of("XOAUTH2", "LOGIN", "PLAIN").contains(name));
    }

    private static boolean namesNewTlsOnly(String value) {
        return Arrays.stream(value.strip().split("[\\s,]+"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .allMatch(name -> name.equals("tlsv1.2") || name.equals("tlsv1.3"));
    }

    /** The JDK's own factory says "TLS" and nothing about trust, so nothing is lost. */
    private static boolean isJdkSsl(Object value) {
        return value.toString().strip().equals("javax.net.ssl.SSLSocketFactory");
    }
}

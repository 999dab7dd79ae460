package io.mailswitch.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How the SMTP side of a {@link FakeExchange} presents itself. Immutable: each method returns a changed copy.
 *
 * <p>A change given to {@link FakeSmtp#reconfigure} holds for connections that are accepted from then on.
 */
public final class SmtpOptions {
    private static final SmtpOptions EXCHANGE_ONLINE = new SmtpOptions();

    private List<String> extensions = List.of(
            "SIZE 157286400",
            "PIPELINING",
            "DSN",
            "ENHANCEDSTATUSCODES",
            "STARTTLS",
            "8BITMIME",
            "BINARYMIME",
            "CHUNKING",
            "SMTPUTF8");
    private List<String> mechanisms = List.of("LOGIN", "XOAUTH2");
    private List<String> tlsProtocols = List.of("TLSv1.2", "TLSv1.3");
    private CertificateKind certificate = CertificateKind.VALID;
    private ReplyFraming replyFraming = ReplyFraming.BATCHED;
    private Duration holdReplies = Duration.ZERO;
    private boolean tlsRequired = true;
    private boolean authRequired = true;
    private boolean clientCertificateRequired;
    private boolean checkSenders;
    private boolean badTokenChallenge;
    private int maxConcurrentSubmissions = 3;

    private SmtpOptions() {}

    private SmtpOptions(SmtpOptions from) {
        this.extensions = from.extensions;
        this.mechanisms = from.mechanisms;
        this.tlsProtocols = from.tlsProtocols;
        this.certificate = from.certificate;
        this.replyFraming = from.replyFraming;
        this.holdReplies = from.holdReplies;
        this.tlsRequired = from.tlsRequired;
        this.authRequired = from.authRequired;
        this.clientCertificateRequired = from.clientCertificateRequired;
        this.checkSenders = from.checkSenders;
        this.badTokenChallenge = from.badTokenChallenge;
        this.maxConcurrentSubmissions = from.maxConcurrentSubmissions;
    }

    /**
     * Returns the default: what {@code smtp.office365.com} shows to a client (captures of 2022 to 2025), which is
     * STARTTLS required, {@code AUTH LOGIN XOAUTH2} after it and no {@code PLAIN}.
     *
     * @return the options
     */
    public static SmtpOptions exchangeOnline() {
        return EXCHANGE_ONLINE;
    }

    /**
     * Replaces the list of ESMTP extensions.
     *
     * @param lines each as it stands in the reply to EHLO, such as {@code SIZE 1000}; {@code STARTTLS} marks the place
     *     where {@code AUTH} stands inside TLS
     * @return a changed copy
     */
    public SmtpOptions extensions(String... lines) {
        SmtpOptions copy = new SmtpOptions(this);
        copy.extensions = List.of(lines);
        return copy;
    }

    /**
     * Takes an extension away.
     *
     * @param keyword such as {@code PIPELINING}; without {@code STARTTLS} TLS stays required, see {@link #withoutTls()}
     * @return a changed copy
     * @throws IllegalArgumentException if it was not offered anyway
     */
    public SmtpOptions without(String keyword) {
        List<String> left = new ArrayList<>(extensions);
        if (!left.removeIf(line -> keyword(line).equals(keyword))) {
            throw new IllegalArgumentException(keyword + " is not among the extensions " + extensions);
        }
        return extensions(left.toArray(String[]::new));
    }

    /**
     * Adds an extension, or replaces the line of one.
     *
     * @param line as it stands in the reply to EHLO, such as {@code SIZE 1000}
     * @return a changed copy
     */
    public SmtpOptions with(String line) {
        List<String> changed = new ArrayList<>(extensions);
        changed.replaceAll(old -> keyword(old).equals(keyword(line)) ? line : old);
        if (!changed.contains(line)) {
            changed.add(line);
        }
        return extensions(changed.toArray(String[]::new));
    }

    /**
     * Makes it a plain server: no STARTTLS, sign-in and mail in clear are fine.
     *
     * @return a changed copy
     */
    public SmtpOptions withoutTls() {
        SmtpOptions copy = new SmtpOptions(this);
        copy.extensions =
                extensions.stream().filter(line -> !line.equals("STARTTLS")).toList();
        copy.tlsRequired = false;
        return copy;
    }

    /**
     * Makes it a relay that takes mail without sign-in and offers no {@code AUTH}.
     *
     * @return a changed copy
     */
    public SmtpOptions withoutAuth() {
        SmtpOptions copy = new SmtpOptions(this);
        copy.mechanisms = List.of();
        copy.authRequired = false;
        return copy;
    }

    /**
     * Replaces the SASL mechanisms on offer.
     *
     * @param names of {@code PLAIN}, {@code LOGIN}, {@code XOAUTH2}, {@code OAUTHBEARER}
     * @return a changed copy
     */
    public SmtpOptions mechanisms(String... names) {
        SmtpOptions copy = new SmtpOptions(this);
        copy.mechanisms = List.of(names);
        return copy;
    }

    /**
     * Replaces the TLS versions that the server speaks.
     *
     * @param names as in JSSE, such as {@code TLSv1.2}; or {@code TLSv1} or {@code TLSv1.1} alone, which no current JDK
     *     would speak: then the server answers the client's hello with a hello of that version and gets no further
     * @return a changed copy
     */
    public SmtpOptions tlsProtocols(String... names) {
        SmtpOptions copy = new SmtpOptions(this);
        copy.tlsProtocols = List.of(names);
        return copy;
    }

    /**
     * Replaces the certificate that the server shows.
     *
     * @param kind which one; default {@link CertificateKind#VALID}
     * @return a changed copy
     */
    public SmtpOptions certificate(CertificateKind kind) {
        SmtpOptions copy = new SmtpOptions(this);
        copy.certificate = Objects.requireNonNull(kind, "kind");
        return copy;
    }

    /**
     * Makes the TLS handshake fail unless the client shows a certificate of the kit's CA.
     *
     * @param required default false
     * @return a changed copy
     */
    public SmtpOptions requireClientCertificate(boolean required) {
        SmtpOptions copy = new SmtpOptions(this);
        copy.clientCertificateRequired = required;
        return copy;
    }

    /**
     * Makes the server refuse senders that the user may not use, as Exchange Online does: {@code 550 5.7.60} for
     * {@code MAIL FROM}, {@code 554 5.2.252} after the content for the From header.
     *
     * @param check default false; see {@link Accounts#allowSendAs}
     * @return a changed copy
     */
    public SmtpOptions checkSenders(boolean check) {
        SmtpOptions copy = new SmtpOptions(this);
        copy.checkSenders = check;
        return copy;
    }

    /**
     * Answers a bad XOAUTH2 token with a {@code 334} that says why, to which the client has to answer with an empty line
     * before it gets its {@code 535}, as Gmail and Dovecot do. With OAUTHBEARER that is always so (RFC 7628 §3.2.3).
     *
     * @param challenge default false, as Exchange Online refuses at once
     * @return a changed copy
     */
    public SmtpOptions badTokenChallenge(boolean challenge) {
        SmtpOptions copy = new SmtpOptions(this);
        copy.badTokenChallenge = challenge;
        return copy;
    }

    /**
     * Bounds how many messages of one user may be between {@code DATA} and its final reply at once; any more get
     * {@code 432 4.3.2} after their content.
     *
     * @param max at least 1, default 3 (the documented limit of Exchange Online)
     * @return a changed copy
     */
    public SmtpOptions maxConcurrentSubmissions(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("maxConcurrentSubmissions was " + max + ", must be at least 1");
        }
        SmtpOptions copy = new SmtpOptions(this);
        copy.maxConcurrentSubmissions = max;
        return copy;
    }

    /**
     * Changes how replies are cut into writes.
     *
     * @param framing default {@link ReplyFraming#BATCHED}
     * @return a changed copy
     */
    public SmtpOptions replyFraming(ReplyFraming framing) {
        SmtpOptions copy = new SmtpOptions(this);
        copy.replyFraming = Objects.requireNonNull(framing, "framing");
        return copy;
    }

    /**
     * Holds replies back until the client has sent nothing for a while. Then {@link SmtpConnection#roundTrips()} is
     * exact even for a client that splits a flight of commands into several writes, and each round trip costs that
     * time, as on a slow link.
     *
     * @param silence default zero
     * @return a changed copy
     */
    public SmtpOptions holdReplies(Duration silence) {
        if (silence.isNegative()) {
            throw new IllegalArgumentException("holdReplies was " + silence + ", must not be negative");
        }
        SmtpOptions copy = new SmtpOptions(this);
        copy.holdReplies = silence;
        return copy;
    }

    /**
     * Returns the ESMTP extensions.
     *
     * @return the lines of the reply to EHLO, {@code AUTH} left out
     */
    public List<String> extensions() {
        return extensions;
    }

    /**
     * Tells whether an extension is on offer.
     *
     * @param keyword such as {@code PIPELINING}
     * @return whether it is among {@link #extensions()}
     */
    public boolean offers(String keyword) {
        return extensions.stream().anyMatch(line -> keyword(line).equals(keyword));
    }

    /**
     * Returns the largest message that is taken.
     *
     * @return the number that follows {@code SIZE}, or {@link Long#MAX_VALUE} without one
     */
    public long maxMessageBytes() {
        return extensions.stream()
                .filter(line -> line.startsWith("SIZE "))
                .mapToLong(line -> Long.parseLong(line.substring("SIZE ".length())))
                .filter(size -> size > 0) // RFC 1870 §4: zero means no fixed maximum
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Returns the SASL mechanisms on offer.
     *
     * @return their names
     */
    public List<String> mechanisms() {
        return mechanisms;
    }

    /**
     * Returns the TLS versions that the server speaks.
     *
     * @return their JSSE names
     */
    public List<String> tlsProtocols() {
        return tlsProtocols;
    }

    /**
     * Returns the certificate that the server shows.
     *
     * @return which one
     */
    public CertificateKind certificate() {
        return certificate;
    }

    /**
     * Returns how replies are cut into writes.
     *
     * @return the framing
     */
    public ReplyFraming replyFraming() {
        return replyFraming;
    }

    /**
     * Returns how long the client must be silent before replies leave.
     *
     * @return zero to answer at once
     */
    public Duration holdReplies() {
        return holdReplies;
    }

    /**
     * Tells whether sign-in and mail are refused in clear.
     *
     * @return default true
     */
    public boolean isTlsRequired() {
        return tlsRequired;
    }

    /**
     * Tells whether mail is refused before sign-in.
     *
     * @return default true
     */
    public boolean isAuthRequired() {
        return authRequired;
    }

    /**
     * Tells whether a client certificate is required.
     *
     * @return default false
     */
    public boolean isClientCertificateRequired() {
        return clientCertificateRequired;
    }

    /**
     * Tells whether senders are held against the signed-in user.
     *
     * @return default false
     */
    public boolean isCheckSenders() {
        return checkSenders;
    }

    /**
     * Tells whether a bad XOAUTH2 token is answered with a {@code 334} first.
     *
     * @return default false
     */
    public boolean isBadTokenChallenge() {
        return badTokenChallenge;
    }

    /**
     * Returns how many messages of one user may be in submission at once.
     *
     * @return default 3
     */
    public int maxConcurrentSubmissions() {
        return maxConcurrentSubmissions;
    }

    private static String keyword(String line) {
        int space = line.indexOf(' ');
        return (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    }
}

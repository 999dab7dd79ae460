package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.mail.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Exchange Online in a box: a mail service on free loopback ports that enforces what the real one enforces, plays
 * faults on request and records what arrived.
 *
 * <pre>{@code
 * try (FakeExchange exchange = FakeExchange.start()) {
 *     // point a sender at exchange.settings() and send
 *     ReceivedMail mail = exchange.mailbox().await(Duration.ofSeconds(5));
 *     assertThat(mail.subject()).isEqualTo("Disk 91 % full");
 * }
 * }</pre>
 *
 * <p>Thread-safe. {@link #close()} ends every connection and thread and removes every file.
 */
public final class FakeExchange implements AutoCloseable {
    private final Path folder;
    private final Accounts accounts = new Accounts();
    private final TestCertificates certificates;
    private final FakeMailbox mailbox;
    private final FakeSmtp smtp;
    private final FakeEntra entra;
    private final FakeGraph graph;

    private FakeExchange(SmtpOptions smtpOptions) {
        try {
            this.folder = Files.createTempDirectory("fake-exchange-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
        this.certificates = new TestCertificates(folder, Clock.systemUTC().instant());
        this.mailbox = new FakeMailbox(this::describe);
        this.smtp = new FakeSmtp(smtpOptions, accounts, certificates, folder, this::deliver);
        this.entra = new FakeEntra(certificates);
        this.graph = new FakeGraph(accounts, entra::read, certificates, folder, this::deliver);
        accounts.trust((user, token) -> entra.opensSmtp(user, token));
    }

    /**
     * Starts with the behaviour of Exchange Online.
     *
     * @return a running service, to be closed by the caller
     */
    public static FakeExchange start() {
        return builder().start();
    }

    /**
     * Begins to describe a service.
     *
     * @return a builder that starts from the behaviour of Exchange Online
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the SMTP side.
     *
     * @return always the same
     */
    public FakeSmtp smtp() {
        return smtp;
    }

    /**
     * Returns the Graph side.
     *
     * @return always the same
     */
    public FakeGraph graph() {
        return graph;
    }

    /**
     * Returns the Entra side, which issues the tokens for both.
     *
     * @return always the same
     */
    public FakeEntra entra() {
        return entra;
    }

    /**
     * Returns what has arrived.
     *
     * @return always the same
     */
    public FakeMailbox mailbox() {
        return mailbox;
    }

    /**
     * Returns who may sign in.
     *
     * @return always the same
     */
    public Accounts accounts() {
        return accounts;
    }

    /**
     * Returns the certificates of this service.
     *
     * @return always the same
     */
    public TestCertificates certificates() {
        return certificates;
    }

    /**
     * Returns configuration that points a sender at this service: SMTP with STARTTLS, the password of
     * {@link Accounts#DEFAULT_USER} and the kit's CA.
     *
     * @return values by {@code mailswitch.*} key, modifiable
     */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mailswitch.transport", "smtp");
        settings.put("mailswitch.from", Accounts.DEFAULT_USER);
        settings.put("mailswitch.smtp.host", smtp.host());
        settings.put("mailswitch.smtp.port", Integer.toString(smtp.port()));
        settings.put("mailswitch.smtp.tls", "starttls");
        settings.put("mailswitch.smtp.auth", "password");
        settings.put("mailswitch.smtp.username", Accounts.DEFAULT_USER);
        settings.put("mailswitch.smtp.password", Accounts.DEFAULT_PASSWORD);
        settings.put("mailswitch.smtp.ca-file", certificates.caFile().toString());
        return settings;
    }

    /**
     * Returns configuration that points a sender at this service.
     *
     * @param transport {@code smtp} for {@link #settings()}, {@code smtp-oauth2} for the same with tokens from {@link #entra()}, or
     *     {@code graph}
     * @return values by {@code mailswitch.*} key, modifiable
     */
    public Map<String, String> settings(String transport) {
        switch (transport) {
            case "smtp" -> {
                return settings();
            }
            case "smtp-oauth2" -> {
                Map<String, String> settings = settings();
                settings.put("mailswitch.smtp.auth", "oauth2");
                settings.remove("mailswitch.smtp.password");
                settings.putAll(entraSettings());
                return settings;
            }
            case "graph" -> {
                Map<String, String> settings = new LinkedHashMap<>();
                settings.put("mailswitch.transport", "graph");
                settings.put("mailswitch.from", Accounts.DEFAULT_USER);
                settings.put("mailswitch.graph.mailbox", Accounts.DEFAULT_USER);
                settings.put("mailswitch.graph.base-url", graph.baseUrl().toString());
                settings.putAll(entraSettings());
                return settings;
            }
            default ->
                throw new IllegalArgumentException(
                        "no settings for " + transport + "; there are smtp, smtp-oauth2 and graph");
        }
    }

    private Map<String, String> entraSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mailswitch.entra.credential", "client-secret");
        settings.put("mailswitch.entra.authority", entra.authority().toString());
        settings.put("mailswitch.entra.tenant-id", FakeEntra.TENANT_ID);
        settings.put("mailswitch.entra.client-id", FakeEntra.CLIENT_ID);
        settings.put("mailswitch.entra.client-secret", FakeEntra.CLIENT_SECRET);
        settings.put("mailswitch.http.ca-file", certificates.caFile().toString());
        return settings;
    }

    /**
     * Goes back to the state of the start, ports and certificates apart: no connection, mail or fault, the options of
     * the builder, the default account alone.
     */
    public void reset() {
        smtp.reset();
        graph.reset();
        entra.reset();
        mailbox.clear();
        accounts.reset();
    }

    /** Ends every connection, waits for every thread and removes every file. */
    @Override
    public void close() {
        smtp.close();
        graph.close();
        entra.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private void deliver(Delivery delivery) {
        mailbox.add(new ReceivedMail(delivery));
    }

    private String describe() {
        List<SmtpConnection> connections = smtp.connections();
        return "SMTP saw " + (connections.isEmpty() ? "no connection" : connections) + ", violations "
                + smtp.violations() + "; Graph saw " + graph.requests();
    }

    /** Describes a {@link FakeExchange}. For use by one thread. */
    public static final class Builder {
        private SmtpOptions smtp = SmtpOptions.exchangeOnline();

        private Builder() {}

        /**
         * Changes the SMTP side.
         *
         * @param change makes the new options from the present ones, at first
         *     {@link SmtpOptions#exchangeOnline()}
         * @return this
         */
        public Builder smtp(UnaryOperator<SmtpOptions> change) {
            smtp = change.apply(smtp);
            return this;
        }

        /**
         * Starts the service.
         *
         * @return a running service, to be closed by the caller
         */
        public FakeExchange start() {
            return new FakeExchange(smtp);
        }
    }
}

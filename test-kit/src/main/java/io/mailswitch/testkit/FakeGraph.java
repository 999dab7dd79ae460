package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.entra.Token;
import io.mailswitch.testkit.internal.graph.Gauge;
import io.mailswitch.testkit.internal.graph.GraphService;
import io.mailswitch.testkit.internal.graph.GraphState;
import io.mailswitch.testkit.internal.graph.MailStore;
import io.mailswitch.testkit.internal.graph.Uploads;
import io.mailswitch.testkit.internal.http.FaultyHandler;
import io.mailswitch.testkit.internal.http.HttpFaultScript;
import io.mailswitch.testkit.internal.http.HttpServer;
import io.mailswitch.testkit.internal.http.RequestLog;
import io.mailswitch.testkit.internal.mail.Delivery;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The Graph side of a {@link FakeExchange}: what applications with tokens from {@link FakeEntra} can do to send mail, as strict as the real
 * service about tokens, permissions, JSON, sizes, ids and slices. Uploads go to a port of their own. Thread-safe.
 */
public final class FakeGraph {
    private final HttpFaultScript script = new HttpFaultScript();
    private final RequestLog log = new RequestLog();
    private final TlsChoice tls;
    private final Gauge gauge = new Gauge();
    private final MailStore store = new MailStore();
    private final GraphState state;
    private final Uploads uploads;
    private final HttpServer server;
    private final HttpServer uploadServer;

    FakeGraph(
            Accounts accounts,
            Function<String, Optional<Token>> tokens,
            TestCertificates certificates,
            Path folder,
            Consumer<Delivery> sink) {
        this.tls = new TlsChoice(certificates);
        this.state = new GraphState(accounts, tokens);
        this.uploads = new Uploads(state, folder, this::uploadRoot);
        GraphService service = new GraphService(state, store, uploads, folder, sink);
        this.server = new HttpServer(
                "graph", tls::get, gauge.around(new FaultyHandler(GraphService::stage, log, script, service::handle)));
        this.uploadServer =
                new HttpServer("upload", tls::get, new FaultyHandler(Uploads::stage, log, script, uploads::handle));
    }

    /**
     * Returns where Graph answers, version included.
     *
     * @return such as {@code https://localhost:40003/v1.0}
     */
    public URI baseUrl() {
        return URI.create("https://localhost:" + server.port() + "/v1.0");
    }

    private URI uploadRoot() {
        return URI.create("https://localhost:" + uploadServer.port());
    }

    /**
     * Sets what the application may do, whatever its tokens say, as Exchange does with RBAC for Applications.
     *
     * @param permissions exactly these; at first {@link GraphPermission#MAIL_SEND} and {@link GraphPermission#MAIL_READ_WRITE}
     */
    public void allow(GraphPermission... permissions) {
        Set<GraphPermission> wanted = Set.of(permissions);
        state.permissions().addAll(wanted);
        state.permissions().retainAll(wanted);
    }

    /**
     * Keeps the application out of a mailbox by an access policy.
     *
     * @param address the mailbox
     */
    public void exclude(String address) {
        state.excluded().add(address.toLowerCase(Locale.ROOT));
    }

    /**
     * Makes a user one whose mailbox is not in the cloud.
     *
     * @param address the user
     */
    public void withoutMailbox(String address) {
        state.withoutMailbox().add(address.toLowerCase(Locale.ROOT));
    }

    /**
     * Lets a mailbox send on behalf of another; to send <em>as</em> another, see {@link Accounts#allowSendAs}.
     *
     * @param mailbox who sends
     * @param address what may stand in From
     */
    public void allowOnBehalf(String mailbox, String address) {
        state.allowOnBehalf(mailbox, address);
    }

    /**
     * Changes the cloud: whose tokens are good.
     *
     * @param audience such as {@code https://graph.microsoft.us}; at first {@code https://graph.microsoft.com}
     */
    public void audience(String audience) {
        state.audience(audience);
    }

    /**
     * Changes how many requests of one mailbox may be in work at once before the next gets 429.
     *
     * @param max at least 1; at first 4
     */
    public void maxConcurrent(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("maxConcurrent was " + max + ", must be at least 1");
        }
        state.maxConcurrent(max);
    }

    /**
     * Changes the largest message, as MIME.
     *
     * @param bytes at first 35 MB, the default of tenants; 150 MB is the most that an administrator can allow
     */
    public void maxMessageBytes(long bytes) {
        state.maxMessageBytes(bytes);
    }

    /**
     * Makes messages that are sent from now on hard to find: they are on their way to Sent Items.
     *
     * @param lookups how often each is looked for in vain
     */
    public void hideSent(int lookups) {
        state.hiddenLookups(lookups);
    }

    /**
     * Changes whether sent mail is kept in Sent Items.
     *
     * @param keep at first true; {@code saveToSentItems=false} of a request overrides it
     */
    public void keepSentItems(boolean keep) {
        state.keepsSentItems(keep);
    }

    /**
     * Changes how {@code nextExpectedRanges} is spelt; both ways are seen.
     *
     * @param plain true for {@code 2097152}, false, as at first, for {@code 2097152-}
     */
    public void plainRanges(boolean plain) {
        state.plainRanges(plain);
    }

    /**
     * Changes whether {@code x-} header fields of MIME get lost, as happens in a mailbox that has never seen them.
     *
     * @param drop at first false
     */
    public void dropCustomHeaders(boolean drop) {
        state.dropsCustomHeaders(drop);
    }

    /**
     * Changes how long upload URLs are good.
     *
     * @param life at first one hour
     */
    public void uploadLife(Duration life) {
        state.uploadLife(life);
    }

    /**
     * Returns the drafts that lie in all mailboxes.
     *
     * @return the Message-ID of each
     */
    public List<String> drafts() {
        return store.drafts();
    }

    /**
     * Returns what lies in Sent Items of all mailboxes.
     *
     * @return the Message-ID of each
     */
    public List<String> sentItems() {
        return store.sentItems();
    }

    /**
     * Returns how many upload sessions were neither finished nor cancelled.
     *
     * @return their number
     */
    public int openUploads() {
        return uploads.open();
    }

    /**
     * Returns the largest number of requests that one mailbox had in work at once.
     *
     * @return since the start or the last {@link FakeExchange#reset()}
     */
    public int peakConcurrency() {
        return gauge.peak();
    }

    /**
     * Returns how many connections have come to the API.
     *
     * @return since the start or the last {@link FakeExchange#reset()}, uploads apart
     */
    public int connections() {
        return server.connections();
    }

    /**
     * Changes the certificate that the service shows to new connections.
     *
     * @param kind at first {@link CertificateKind#VALID}
     */
    public void certificate(CertificateKind kind) {
        tls.certificate(kind);
    }

    /**
     * Changes the TLS versions that the service speaks on new connections.
     *
     * @param names as in JSSE; at first {@code TLSv1.2} and {@code TLSv1.3}
     */
    public void tlsProtocols(String... names) {
        tls.protocols(names);
    }

    /**
     * Begins to order a fault.
     *
     * @param stage where it strikes
     * @return the fault, without effect until its last call says what happens
     */
    public GraphFault at(GraphStage stage) {
        return new GraphFault(stage, script);
    }

    /** Forgets every fault that was ordered. */
    public void clearFaults() {
        script.clear();
    }

    /**
     * Describes the faults that have not struck as often as was ordered. Faults without a limit are left out.
     *
     * @return one line each
     */
    public List<String> unusedFaults() {
        return script.unused();
    }

    /**
     * Returns every request since the start or the last {@link FakeExchange#reset()}, uploads included.
     *
     * @return in order of arrival
     */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /**
     * Returns the requests of a stage.
     *
     * @param stage which
     * @return in order of arrival
     */
    public List<ReceivedRequest> requests(GraphStage stage) {
        return log.of(stage);
    }

    /**
     * Waits for requests, answered or not.
     *
     * @param stage which
     * @param count how many
     * @param atMost how long to wait
     * @return the requests of that stage
     * @throws AssertionError if fewer arrive in time
     */
    public List<ReceivedRequest> awaitRequests(GraphStage stage, int count, Duration atMost) {
        return log.await(stage, count, atMost);
    }

    /**
     * Keeps the beginning of each request's body from now on, for {@link ReceivedRequest#body()}.
     *
     * @param maxBytes how much of it; at first 0
     */
    public void keepBodies(int maxBytes) {
        log.keepBodies(maxBytes);
    }

    /** Drops every connection now, whatever it is doing. */
    public void dropConnections() {
        server.dropConnections();
        uploadServer.dropConnections();
    }

    /** Drops the connections that wait for a request, as a server does with those it has not heard of for long. */
    public void dropIdleConnections() {
        server.dropIdleConnections();
        uploadServer.dropIdleConnections();
    }

    /** Refuses new connections to the API from now on. */
    public void stopListening() {
        server.stopListening();
    }

    /** Takes connections to the API again. */
    public void listenAgain() {
        server.listenAgain();
    }

    /**
     * Waits until no connection is left, uploads included.
     *
     * @param atMost how long
     * @return whether none is left
     */
    public boolean awaitNoConnection(Duration atMost) {
        return server.awaitNoConnection(atMost) && uploadServer.awaitNoConnection(atMost);
    }

    void reset() {
        listenAgain();
        dropConnections();
        script.clear();
        tls.reset();
        state.reset();
        store.clear();
        uploads.clear();
        gauge.reset();
        log.clear();
        server.resetCount();
        uploadServer.resetCount();
    }

    void close() {
        server.close();
        uploadServer.close();
    }
}

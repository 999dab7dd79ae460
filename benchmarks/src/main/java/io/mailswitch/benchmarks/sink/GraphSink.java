package io.mailswitch.benchmarks.sink;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code sendMail} of Graph, its drafts and uploads, and the token endpoint of Entra, over HTTP/1.1 or HTTP/2: takes every mail and keeps none.
 * A request without token, or whose body is neither base64 nor JSON as its type says, or out of order, is refused and noted. Thread-safe.
 */
public final class GraphSink implements AutoCloseable {
    private static final int BOUND_SECONDS = 30;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;

    private final Vertx vertx;
    private final HttpServer server;
    private final Ledger ledger;

    private GraphSink(Vertx vertx, HttpServer server, Ledger ledger) {
        this.vertx = vertx;
        this.server = server;
        this.ledger = ledger;
    }

    /**
     * Starts a sink on a free port of the loopback interface.
     *
     * @param tls its certificate
     * @return the sink; the caller closes it
     * @throws IOException when it cannot be started
     */
    public static GraphSink start(SinkTls tls) throws IOException {
        Ledger ledger = new Ledger();
        GraphDrafts drafts = new GraphDrafts(); // there is one event loop
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setUseAlpn(true)
                .setTcpNoDelay(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(tls.keyStore().toString()).setPassword(SinkTls.STORE_PASSWORD));
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(connection -> ledger.connected())
                .requestHandler(request -> answer(request, ledger, drafts));
        await(server.listen());
        return new GraphSink(vertx, server, ledger);
    }

    private static void answer(HttpServerRequest request, Ledger ledger, GraphDrafts drafts) {
        if (request.path().endsWith("/oauth2/v2.0/token")) {
            request.end().onSuccess(end -> request.response()
                    .putHeader("Content-Type", "application/json")
                    .end("{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"" + Credentials.TOKEN
                            + "\"}"));
            return;
        }
        GraphBody body = new GraphBody(request.getHeader("Content-Type"));
        request.handler(part -> body.accept(part.getBytes()));
        request.endHandler(end -> {
            String fault = fault(request, body);
            GraphDrafts.Answer answer = fault == null ? answer(request, body, drafts) : null;
            if (answer == null) {
                ledger.violation(fault == null ? "unexpected " + request.method() + ' ' + request.path() : fault);
                request.response().setStatusCode(BAD_REQUEST).end();
                return;
            }
            if (answer.sentOctets() > 0) {
                ledger.took(1, answer.sentOctets());
            }
            HttpServerResponse response = request.response()
                    .setStatusCode(answer.status())
                    .putHeader("request-id", "00000000-0000-0000-0000-000000000000");
            if (answer.json().isEmpty()) {
                response.end();
            } else {
                response.putHeader("Content-Type", "application/json").end(answer.json());
            }
        });
    }

    private static GraphDrafts.@Nullable Answer answer(HttpServerRequest request, GraphBody body, GraphDrafts drafts) {
        if (request.method().equals(HttpMethod.POST) && request.path().endsWith("/sendMail")) {
            return new GraphDrafts.Answer(ACCEPTED, "", body.length());
        }
        return drafts.answer(
                request.method(),
                request.path(),
                request.getHeader("Content-Range"),
                "https://" + request.authority(),
                body.length());
    }

    private static @Nullable String fault(HttpServerRequest request, GraphBody body) {
        String authorization = request.getHeader("Authorization");
        if (GraphDrafts.isUpload(request.path())) {
            return authorization == null ? null : "the token sent to an upload URL";
        }
        if (!("Bearer " + Credentials.TOKEN).equals(authorization)) {
            return "no token";
        }
        boolean empty = body.length() == 0 && request.path().endsWith("/send");
        return empty || body.isWellFormed() ? null : "a body that is not " + request.getHeader("Content-Type");
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the Graph sink failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Returns where it listens.
     *
     * @return the port
     */
    public int port() {
        return server.actualPort();
    }

    /**
     * Returns what it has taken so far.
     *
     * @return the counts
     */
    public SinkCounts counts() {
        return ledger.counts();
    }

    /**
     * Returns when it took the last mail.
     *
     * @return by {@link System#nanoTime()} of this JVM
     */
    public long lastTaken() {
        return ledger.lastTaken();
    }

    /**
     * Returns what clients did that they must not do, since the last call.
     *
     * @return a sentence each, at most 20
     */
    public List<String> takeViolations() {
        return ledger.takeViolations();
    }

    @Override
    public void close() throws IOException {
        await(vertx.close());
    }
}

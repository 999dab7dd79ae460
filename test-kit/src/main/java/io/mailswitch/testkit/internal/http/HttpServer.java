package io.mailswitch.testkit.internal.http;

import io.mailswitch.testkit.internal.net.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a free loopback port, with a daemon thread of one pool for each connection. Thread-safe. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final long CLOSE_SECONDS = 5;

    private final String name;
    private final Supplier<@Nullable ServerTls> tls;
    private final HttpHandler handler;
    private final Listener listener;
    private final ExecutorService threads;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Set<HttpConnection> live = ConcurrentHashMap.newKeySet();

    /**
     * Starts listening.
     *
     * @param name what its threads are called
     * @param tls how to speak TLS on the next connection, asked anew for each; null for clear text
     * @param handler answers the requests
     */
    public HttpServer(String name, Supplier<@Nullable ServerTls> tls, HttpHandler handler) {
        this.name = name;
        this.tls = tls;
        this.handler = handler;
        AtomicInteger counter = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "fake-" + name + "-" + counter.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            this.listener = new Listener("fake-" + name, this::accepted);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on a loopback port", e);
        }
    }

    private void accepted(Socket socket) throws IOException {
        begin(new HttpConnection(numbers.incrementAndGet(), socket, tls.get(), handler));
    }

    private void begin(HttpConnection connection) throws IOException {
        live.add(connection);
        try {
            threads.execute(() -> converse(connection));
        } catch (RejectedExecutionException e) {
            // it came while the server was closing, too late to be dropped with the others
            live.remove(connection);
            connection.close();
        }
    }

    private void converse(HttpConnection connection) {
        try (connection) {
            connection.run();
        } catch (IOException e) {
            LOG.debug("{} connection {} ended: {}", name, connection.number(), e.toString());
        } catch (RuntimeException e) {
            LOG.error("{} connection {} failed: the fake server has a defect", name, connection.number(), e);
        } finally {
            live.remove(connection);
        }
    }

    /**
     * Returns the port.
     *
     * @return a port of {@code 127.0.0.1}
     */
    public int port() {
        return listener.port();
    }

    /**
     * Returns how many connections have come.
     *
     * @return their number since the start or {@link #resetCount()}
     */
    public int connections() {
        return numbers.get();
    }

    /** Counts connections from 1 again. */
    public void resetCount() {
        numbers.set(0);
    }

    /** Ends every connection at once, whatever it is doing. */
    public void dropConnections() {
        drop(connection -> true);
    }

    /** Takes no more connections; those that stand stay. */
    public void stopListening() {
        listener.stop();
    }

    /** Takes connections again, on the same port. */
    public void listenAgain() {
        try {
            listener.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on the same port again", e);
        }
    }

    /**
     * Waits until no connection is left.
     *
     * @param atMost how long
     * @return whether none is left
     */
    public boolean awaitNoConnection(Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        while (!live.isEmpty() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return live.isEmpty();
    }

    /** Ends the connections that wait for a request. */
    public void dropIdleConnections() {
        drop(HttpConnection::isIdle);
    }

    private void drop(Predicate<HttpConnection> which) {
        live.stream().filter(which).forEach(connection -> {
            try {
                connection.close();
            } catch (IOException e) {
                LOG.debug("{} cannot close connection {}", name, connection.number(), e);
            }
        });
    }

    /** Stops listening, ends every connection and waits for every thread. */
    @Override
    public void close() {
        try {
            listener.stop();
            dropConnections();
            threads.shutdown();
            dropConnections();
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            threads.shutdownNow();
        }
    }
}

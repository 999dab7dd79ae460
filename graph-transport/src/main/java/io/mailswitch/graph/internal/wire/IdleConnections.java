package io.mailswitch.graph.internal.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the server has closed an HTTP/1.1 connection that comes from the pool, before anything is written to it. OkHttp only looks
 * after ten seconds; a mail written into a connection that was closed a moment ago would have to be called unknown although nobody has read
 * it. Over HTTP/2 OkHttp notices by itself. Thread-safe.
 */
final class IdleConnections implements Interceptor {
    /** Looking takes a millisecond, so connections in constant use are left alone. */
    private static final long IDLE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Connection, Long> releases = new WeakHashMap<>();

    /** Nothing was written: the request can go out by another connection. */
    static final class StaleException extends IOException {
        private static final long serialVersionUID = 1L;

        StaleException() {
            super("the server has closed the connection");
        }
    }

    void released(Connection connection) {
        lock.lock();
        try {
            releases.put(connection, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Long release(Connection connection) {
        lock.lock();
        try {
            return releases.get(connection);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        Progress progress = chain.request().tag(Progress.class);
        boolean fresh = progress == null || progress.hasConnected();
        if (connection != null && !fresh && isIdle(connection) && !isAlive(connection.socket())) {
            // out of the pool, too
            connection.socket().close();
            throw new StaleException();
        }
        return chain.proceed(chain.request());
    }

    private boolean isIdle(Connection connection) {
        if (connection.protocol() == Protocol.HTTP_2) {
            return false;
        }
        Long since = release(connection);
        // one that was never released to us was used by another transport with the same pool
        return since == null || System.nanoTime() - since >= IDLE_NANOS;
    }

    /** An idle connection has nothing to read: neither an end nor an answer to nothing. */
    private static boolean isAlive(Socket socket) {
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                int octet = socket.getInputStream().read();
                assert octet >= -1;
                return false;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                socket.setSoTimeout(timeout);
            }
        } catch (IOException e) {
            return false;
        }
    }
}

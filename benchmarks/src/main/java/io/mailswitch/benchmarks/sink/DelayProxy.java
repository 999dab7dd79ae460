package io.mailswitch.benchmarks.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A wire with a length: what comes in at one end comes out at the other half a round-trip time later, in order and at any rate. It also
 * counts the round trips that a client made. Thread-safe.
 */
public final class DelayProxy implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final ServerSocket listener;
    private final int target;
    private final long oneWayNanos;
    private final Queue<Causality> causalities = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private DelayProxy(ServerSocket listener, int target, Duration roundTrip) {
        this.listener = listener;
        this.target = target;
        this.oneWayNanos = roundTrip.toNanos() / 2;
    }

    /**
     * Starts a proxy on a free port of the loopback interface.
     *
     * @param target the port on this machine that it stands before
     * @param roundTrip how long there and back takes
     * @return the proxy; the caller closes it
     * @throws IOException when there is no port
     */
    public static DelayProxy start(int target, Duration roundTrip) throws IOException {
        DelayProxy proxy =
                new DelayProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target, roundTrip);
        SmtpSink.daemon("delay-proxy", proxy::accept);
        return proxy;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // closed, or a client that has gone already
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        Causality causality = new Causality();
        causalities.add(causality);
        new DelayedPipe(client, server, oneWayNanos, causality::sentByClient, causality::reachedServer).start();
        new DelayedPipe(server, client, oneWayNanos, causality::sentByServer, causality::reachedClient).start();
    }

    /**
     * Returns how many round trips all connections together have completed: on each, the longest chain of client flights of which every
     * one began after an answer to the one before had arrived.
     *
     * @return the number since the start
     */
    public long roundTrips() {
        return causalities.stream().mapToLong(Causality::completed).sum();
    }

    /**
     * Returns where it listens.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}

package io.mailswitch.smtp.internal.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks names up within a deadline; the system's look-up knows neither deadline nor interrupt. */
public final class Resolver {
    private Resolver() {}

    /**
     * Looks a name up.
     *
     * @param host a name, or an address, which is only read
     * @param deadline when waiting ends
     * @return its addresses, at least one
     * @throws UnknownHostException when it has none
     * @throws IOException when it takes too long or the thread was interrupted
     */
    public static List<InetAddress> resolve(String host, Deadline deadline) throws IOException {
        if (host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))) {
            return List.of(InetAddress.getAllByName(host)); // an address: nothing is asked
        }
        FutureTask<List<InetAddress>> lookUp = new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
        // a daemon that ends with the look-up; it cannot be cancelled
        Thread thread = new Thread(lookUp, "mailswitch-smtp-resolver");
        thread.setDaemon(true);
        thread.start();
        try {
            return lookUp.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkInterruptedException();
        } catch (TimeoutException e) {
            throw new DeadlineException("the name was not resolved in time");
        } catch (ExecutionException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e.getCause());
            throw unknown;
        }
    }
}

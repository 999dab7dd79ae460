package io.mailswitch.testkit.internal.http;

import io.mailswitch.testkit.ReceivedHeader;
import io.mailswitch.testkit.ReceivedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The requests that a service saw. Thread-safe. */
public final class RequestLog {
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private int keep;

    /** Makes an empty log. */
    public RequestLog() {}

    /** The place of a request in the log, for its answer. */
    final class Entry {
        private final String stage;
        private final HttpRequest request;
        private final int index;

        private Entry(String stage, HttpRequest request, int index) {
            this.stage = stage;
            this.request = request;
            this.index = index;
        }

        /** Completes the entry, unless the log was cleared in the meantime. */
        void answered(int status) {
            synchronized (RequestLog.this) {
                if (index < requests.size() && requests.get(index).target().equals(request.target())) {
                    requests.set(index, describe(stage, request, status));
                }
            }
        }
    }

    synchronized Entry add(String stage, HttpRequest request) {
        request.keepBody(keep);
        requests.add(describe(stage, request, 0));
        notifyAll();
        return new Entry(stage, request, requests.size() - 1);
    }

    private static ReceivedRequest describe(String stage, HttpRequest request, int status) {
        List<ReceivedHeader> headers = request.headers().fields().stream()
                .map(field -> new ReceivedHeader(field.getKey(), field.getValue()))
                .toList();
        return new ReceivedRequest(
                stage,
                request.connection(),
                request.method(),
                request.target(),
                headers,
                request.bodyBytes(),
                request.keptBody(),
                status);
    }

    /**
     * Returns every request.
     *
     * @return in order of arrival
     */
    public synchronized List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }

    /**
     * Returns the requests of a stage.
     *
     * @param stage which
     * @return in order of arrival
     */
    public List<ReceivedRequest> of(Enum<?> stage) {
        return all().stream()
                .filter(request -> request.stage().equals(stage.name()))
                .toList();
    }

    /**
     * Waits for requests of a stage.
     *
     * @param stage which
     * @param count how many
     * @param atMost how long to wait
     * @return the requests of that stage
     * @throws AssertionError if fewer arrive in time
     */
    public synchronized List<ReceivedRequest> await(Enum<?> stage, int count, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (of(stage).size() < count) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("fewer than " + count + " requests of " + stage + " within " + atMost
                            + ", but " + requests);
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a request", e);
        }
        return of(stage);
    }

    /**
     * Keeps the beginning of each body from now on.
     *
     * @param maxBytes how much of it; 0 for nothing
     */
    public synchronized void keepBodies(int maxBytes) {
        keep = maxBytes;
    }

    /** Forgets every request, and keeps no bodies. */
    public synchronized void clear() {
        requests.clear();
        keep = 0;
    }
}

package io.mailswitch.benchmarks.sink;

/**
 * Counts the round trips of a connection by a logical clock: what the client sends is one later than the last answer that had reached it,
 * and an answer is as late as the last bytes that had reached the server. Bytes that are sent without waiting therefore share a number. Thread-safe.
 */
final class Causality {
    private long atServer;
    private long atClient;

    synchronized long sentByClient() {
        return atClient + 1;
    }

    synchronized long sentByServer() {
        return atServer;
    }

    synchronized void reachedServer(long stamp) {
        atServer = Math.max(atServer, stamp);
    }

    synchronized void reachedClient(long stamp) {
        atClient = Math.max(atClient, stamp);
    }

    synchronized long completed() {
        return atClient;
    }
}

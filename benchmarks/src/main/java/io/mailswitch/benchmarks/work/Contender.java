package io.mailswitch.benchmarks.work;

/** A way to send mail that is compared. */
public interface Contender {
    /**
     * Prepares to send; may connect. Not measured.
     *
     * @param job what is to be sent and where to
     * @return the client; the caller closes it
     * @throws Exception when it cannot
     */
    Client open(Job job) throws Exception;

    /**
     * Tells whether letters are handed over many at once.
     *
     * @return true when a lane takes a whole batch
     */
    default boolean batches() {
        return false;
    }

    /**
     * Tells whether one lane uses all connections of a job.
     *
     * @return true when there is one lane, which takes the batches of all; false when there is one for each connection
     */
    default boolean spreads() {
        return false;
    }

    /** What all lanes of a job share. */
    interface Client extends AutoCloseable {
        /**
         * Gives one of the job's lanes.
         *
         * @return a lane, to be used by one thread and closed by it
         * @throws Exception when it cannot be had
         */
        Lane lane() throws Exception;

        @Override
        void close() throws Exception;
    }

    /** A sequence of sends, one after the other. */
    interface Lane extends AutoCloseable {
        /**
         * Sends letters and returns when all of them were accepted.
         *
         * @param count how many; 1 unless the contender batches
         * @throws Exception when one was not accepted
         */
        void send(int count) throws Exception;

        @Override
        default void close() throws Exception {}
    }
}

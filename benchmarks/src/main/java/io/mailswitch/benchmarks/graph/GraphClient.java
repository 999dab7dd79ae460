package io.mailswitch.benchmarks.graph;

import io.mailswitch.benchmarks.work.Contender;

/** A client that sends one mail by each call. */
record GraphClient(Call call) implements Contender.Client {
    /** Sends one mail, or throws. */
    interface Call {
        void send() throws Exception;
    }

    @Override
    public Contender.Lane lane() {
        return count -> {
            for (int i = 0; i < count; i++) {
                call.send();
            }
        };
    }

    @Override
    public void close() {}
}

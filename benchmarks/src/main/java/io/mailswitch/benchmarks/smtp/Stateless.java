package io.mailswitch.benchmarks.smtp;

import io.mailswitch.benchmarks.work.Contender;

/** A client whose lanes share all that there is, and keep nothing open. */
record Stateless(Contender.Lane lane) implements Contender.Client {
    @Override
    public void close() {}
}

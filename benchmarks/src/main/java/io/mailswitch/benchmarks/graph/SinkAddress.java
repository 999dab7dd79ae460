package io.mailswitch.benchmarks.graph;

import io.mailswitch.benchmarks.sink.Credentials;
import io.mailswitch.benchmarks.work.Job;

/** Where the Graph sink is. Knows no class of the SDK: verifying one would load them in the JVMs of those who do without. */
final class SinkAddress {
    private SinkAddress() {}

    static String baseUrl(Job job) {
        return "https://localhost:" + job.port() + "/v1.0";
    }

    static String authority(Job job) {
        return "https://localhost:" + job.port() + '/';
    }

    static String sendMail(Job job) {
        return baseUrl(job) + "/users/" + Credentials.USER + "/sendMail";
    }
}

package io.mailswitch.benchmarks.work;

/** Sends a single mail and ends, well or not: for what a whole JVM costs, in time from its start or in heap. */
public final class OneMail {
    private OneMail() {}

    /**
     * Sends.
     *
     * @param args the job on one line
     * @throws Exception when it is not accepted
     */
    public static void main(String[] args) throws Exception {
        Job job = Job.read(args[0]);
        try (Contender.Client client = Contenders.named(job.contender()).open(job);
                Contender.Lane lane = client.lane()) {
            lane.send(1);
        }
        System.exit(0); // a contender may have left threads behind
    }
}

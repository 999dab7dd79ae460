package io.mailswitch.benchmarks.conduct;

import io.mailswitch.benchmarks.work.Job;
import io.mailswitch.benchmarks.work.Measured;
import io.mailswitch.benchmarks.work.Worker;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** A contender's JVM, which does one job after another. Not thread-safe. */
final class WorkerProcess implements AutoCloseable {
    private static final long BOUND_MILLIS = 120_000;
    private static final Timer WATCH = new Timer("watch", true);

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    /** What the conductor looks at while a job stands still: right before the time is taken, and right after. */
    interface Look {
        void before() throws IOException;

        void after() throws IOException;
    }

    private WorkerProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    static WorkerProcess start(Jvm jvm, String contender) throws IOException {
        return new WorkerProcess(jvm.start(contender, Worker.class, List.of(Jvm.HEAP), List.of()));
    }

    /** Does a job; ends the JVM when it hangs. */
    Measured run(Job job, Look look) throws IOException {
        TimerTask kill = new TimerTask() {
            @Override
            public void run() {
                process.destroyForcibly();
            }
        };
        WATCH.schedule(kill, BOUND_MILLIS);
        try {
            say(job.line());
            expect(Worker.READY);
            look.before();
            say("go");
            Measured measured = Measured.read(expect(Worker.DONE));
            look.after();
            say("end");
            expect(Worker.CLOSED);
            return measured;
        } finally {
            kill.cancel();
        }
    }

    private void say(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    private String expect(String what) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(Worker.MARK + what)) {
                return line.substring(Worker.MARK.length() + what.length());
            }
            if (line.startsWith(Worker.MARK)) {
                throw new IOException(line.substring(Worker.MARK.length()));
            }
        }
        throw new IOException("the JVM ended or was ended, being silent for too long");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

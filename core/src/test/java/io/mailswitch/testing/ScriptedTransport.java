package io.mailswitch.testing;

import io.mailswitch.CheckReport;
import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A transport without a network, whose sends a test looks into. */
public class ScriptedTransport implements Transport {
    private final TransportCapabilities capabilities;
    private final Consumer<Submission> script;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Makes a transport of which each message first goes through the script, which may block or throw. */
    public ScriptedTransport(int concurrent, Consumer<Submission> script) {
        this.capabilities = TransportCapabilities.builder("scripted")
                .maxConcurrent(concurrent)
                .build();
        this.script = script;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        if (closed.get()) {
            throw new IllegalStateException("the transport is closed");
        }
        script.accept(submission);
        return receipt(submission);
    }

    /** Makes the receipt of an accepted message. */
    public static SendReceipt receipt(Submission submission) {
        return SendReceipt.builder(submission.messageId(), "scripted", "none", Reply.smtp(250, null, List.of("OK")))
                .accepted(submission.envelope().forwardPaths())
                .build();
    }

    @Override
    public TransportCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public CheckReport check() {
        return CheckReport.builder("scripted").build();
    }

    /** Tells whether it was closed. */
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        closed.set(true);
    }
}

package io.mailswitch.internal.policy;

import io.mailswitch.CheckReport;
import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A transport without a network that fails as it is told, and takes everything when it was told nothing. */
final class ScriptedTransport implements Transport {
    final List<Submission> submitted = Collections.synchronizedList(new ArrayList<>());
    private final Queue<RuntimeException> failures = new ArrayDeque<>();
    private final TransportCapabilities capabilities;
    private @Nullable RuntimeException always;
    private @Nullable SendingMailbox mailbox;
    private Runnable duringSubmit = () -> {};
    boolean closed;
    int checks;

    ScriptedTransport(String name) {
        this(TransportCapabilities.builder(name).build());
    }

    ScriptedTransport(TransportCapabilities capabilities) {
        this.capabilities = capabilities;
    }

    ScriptedTransport failing(RuntimeException... next) {
        failures.addAll(Arrays.asList(next));
        return this;
    }

    ScriptedTransport always(@Nullable RuntimeException failure) {
        always = failure;
        return this;
    }

    ScriptedTransport from(SendingMailbox value) {
        mailbox = value;
        return this;
    }

    ScriptedTransport duringSubmit(Runnable value) {
        duringSubmit = value;
        return this;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        submitted.add(submission);
        duringSubmit.run();
        RuntimeException failure = always != null ? always : failures.poll();
        if (failure != null) {
            throw failure;
        }
        return SendReceipt.builder(
                        submission.messageId(), capabilities.transport(), "none", Reply.smtp(250, null, List.of("OK")))
                .accepted(submission.envelope().forwardPaths())
                .build();
    }

    @Override
    public TransportCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public Optional<SendingMailbox> mailbox(Submission submission) {
        return Optional.ofNullable(mailbox);
    }

    @Override
    public CheckReport check() {
        checks++;
        CheckReport.Builder report =
                CheckReport.builder(capabilities.transport()).fact("endpoint", "here");
        if (always instanceof MailException failure) {
            report.failed(failure);
        }
        return report.build();
    }

    @Override
    public void close() {
        closed = true;
    }
}

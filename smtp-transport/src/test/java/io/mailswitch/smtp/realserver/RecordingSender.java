package io.mailswitch.smtp.realserver;

import io.mailswitch.CheckReport;
import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.smtp.SmtpConfigBuilder;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.SubmissionBatch;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A sender over SMTP that keeps what it gave the transport to send, so that it can be compared with what arrived. */
final class RecordingSender implements AutoCloseable {
    /** What a send brought: the receipt, and the content that a receiver has to have. */
    static final class Sent {
        private final SendReceipt receipt;
        private final byte[] content;

        private Sent(SendReceipt receipt, byte[] content) {
            this.receipt = receipt;
            this.content = content;
        }

        SendReceipt receipt() {
            return receipt;
        }

        byte[] content() {
            return content.clone();
        }
    }

    private final Recorder recorder;
    private final MailSender sender;

    private RecordingSender(Recorder recorder) {
        this.recorder = recorder;
        this.sender = MailSender.builder().openOn(recorder, null);
    }

    /** A sender whose tokens, where it needs any, the server issues and believes. */
    static RecordingSender open(SmtpConfigBuilder config, RealMailServer server) {
        return open(
                config,
                request -> AccessToken.of(
                        server.tokens().validToken(Way.USER),
                        Clock.systemUTC().instant().plus(Duration.ofHours(1))));
    }

    /** A sender with tokens from elsewhere. */
    static RecordingSender open(SmtpConfigBuilder config, TokenSource tokens) {
        return new RecordingSender(new Recorder(config.build().open(new TransportContext(Clock.systemUTC(), tokens))));
    }

    Sent send(Email email) {
        return recorder.sent(sender.send(email));
    }

    /** What became of each message; null where it was not accepted. */
    List<@Nullable Sent> sendAll(List<Email> emails) {
        return sender.sendAll(emails).stream()
                .map(outcome -> outcome.receipt().map(recorder::sent).orElse(null))
                .toList();
    }

    Sent send(MimeMessage message) {
        return recorder.sent(sender.send(message));
    }

    @Override
    public void close() {
        sender.close();
    }

    private static final class Recorder implements Transport {
        private final Transport transport;
        private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

        Recorder(Transport transport) {
            this.transport = transport;
        }

        private Submission recorded(Submission submission) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            try {
                submission.content().writeTo(content, List.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            contents.put(submission.messageId(), content.toByteArray());
            return submission;
        }

        @Override
        public SendReceipt submit(Submission submission) {
            return transport.submit(recorded(submission));
        }

        @Override
        public void submitAll(SubmissionBatch batch) {
            transport.submitAll(new SubmissionBatch() {
                @Override
                public Optional<Submission> take() {
                    return batch.take().map(it -> recorded(it));
                }

                @Override
                public Optional<Submission> poll() {
                    return batch.poll().map(it -> recorded(it));
                }

                @Override
                public void accepted(Submission submission, SendReceipt receipt) {
                    batch.accepted(submission, receipt);
                }

                @Override
                public void failed(Submission submission, MailException failure) {
                    batch.failed(submission, failure);
                }
            });
        }

        Sent sent(SendReceipt receipt) {
            return new Sent(receipt, Objects.requireNonNull(contents.remove(receipt.messageId())));
        }

        @Override
        public TransportCapabilities capabilities() {
            return transport.capabilities();
        }

        @Override
        public CheckReport check() {
            return transport.check();
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}

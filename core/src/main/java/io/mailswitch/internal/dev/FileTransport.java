package io.mailswitch.internal.dev;

import io.mailswitch.CheckReport;
import io.mailswitch.MailException;
import io.mailswitch.Reply;
import io.mailswitch.SendReceipt;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.Transport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes each message into a folder as a file of its own, under a name that is never given twice and holds nothing from the message. The
 * file appears under its name only when it is whole and on the disk: it is written as {@code .<name>.part} and then renamed. Recipients that
 * no field names stand in a Bcc field. Thread-safe.
 */
final class FileTransport implements Transport {
    static final String NAME = "file";

    private static final int CONCURRENT = 4;
    private static final int BUFFER = 64 * 1024;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final TransportCapabilities CAPABILITIES =
            TransportCapabilities.builder(NAME).maxConcurrent(CONCURRENT).build();

    private final Path folder;
    private final InstantSource clock;
    private final Opener opener;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Opens a file that must not be there yet; a test puts a full disk behind it. */
    interface Opener {
        FileChannel open(Path path) throws IOException;
    }

    FileTransport(Path folder, InstantSource clock) {
        this(folder, clock, path -> FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    FileTransport(Path folder, InstantSource clock, Opener opener) {
        this.folder = folder;
        this.clock = clock;
        this.opener = opener;
    }

    @Override
    public SendReceipt submit(Submission submission) {
        if (closed.get()) {
            throw new IllegalStateException("the transport is closed");
        }
        String name = TIME.format(clock.instant()) + '-' + UUID.randomUUID() + ".eml";
        try {
            Files.createDirectories(folder);
            write(submission, folder.resolve('.' + name + ".part"), folder.resolve(name));
        } catch (IOException e) {
            throw failure(e);
        }
        return SendReceipt.builder(
                        submission.messageId(), NAME, NAME, Reply.smtp(250, null, List.of("written, not sent")))
                .accepted(submission.envelope().forwardPaths())
                .serverId(name)
                .build();
    }

    private void write(Submission submission, Path part, Path target) throws IOException {
        boolean whole = false;
        try {
            try (FileChannel channel = opener.open(part);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
                submission.content().writeTo(out, submission.blindRecipients());
                out.flush();
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(part);
            }
        }
    }

    private MailException failure(IOException e) {
        return FileFault.of(e, folder);
    }

    @Override
    public TransportCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** Makes the folder, and a file in it that it deletes again: what a permission says is not always what a write meets. */
    @Override
    public CheckReport check() {
        CheckReport.Builder report = NoMail.report(NAME).fact("folder", folder.toString());
        try {
            Files.createDirectories(folder);
            Path probe = folder.resolve("." + UUID.randomUUID() + ".part");
            try (FileChannel channel = opener.open(probe)) {
                channel.force(true);
            } finally {
                Files.deleteIfExists(probe);
            }
            report.fact(
                    "usable octets", Long.toString(Files.getFileStore(folder).getUsableSpace()));
        } catch (IOException e) {
            report.failed(failure(e));
        }
        return report.build();
    }

    @Override
    public void close() {
        closed.set(true);
    }
}

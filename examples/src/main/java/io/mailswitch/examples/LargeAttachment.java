package io.mailswitch.examples;

import io.mailswitch.Attachment;
import io.mailswitch.ContentSource;
import io.mailswitch.Email;
import io.mailswitch.MailSender;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sends a file of 10 MB. It is streamed, never held in memory; Graph takes it by a draft and an upload session, which needs Mail.ReadWrite.
 */
public final class LargeAttachment {
    private static final long SIZE = 10_000_000;

    private LargeAttachment() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException when the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("scan", ".bin");
        try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength(SIZE);
        }
        try (Demo demo = Demo.start();
                MailSender sender = MailSender.open()) {
            demo.sent(sender.send(Email.builder()
                    .to(demo.recipient())
                    .subject("The scan you asked for")
                    .text("It is attached.")
                    .attach(Attachment.of("scan.bin", "application/octet-stream", ContentSource.of(file)))
                    .build()));
            demo.received();
        } finally {
            Files.delete(file);
        }
    }
}

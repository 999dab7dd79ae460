package io.mailswitch.examples;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.MailSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Sends text and HTML with an image inside it, and a file beside them. */
public final class HtmlWithImageAndAttachment {
    private static final byte[] DOT_PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private HtmlWithImageAndAttachment() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException when the report cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path report = Files.createTempFile("report", ".csv");
        Files.writeString(report, "host,used\ndb-1,91\n", StandardCharsets.UTF_8);
        try (Demo demo = Demo.start();
                MailSender sender = MailSender.open()) {
            Email email = Email.builder()
                    .to(demo.recipient())
                    .subject("Weekly report – Größe der Platten")
                    .text("The report is attached.")
                    .html("<p><img src=\"cid:dot\" alt=\"\"> The report is <b>attached</b>.</p>")
                    .attach(Attachment.of("dot.png", "image/png", DOT_PNG).inline("dot"))
                    .attach(report)
                    .build();
            demo.sent(sender.send(email));
            demo.received();
        } finally {
            Files.delete(report);
        }
    }
}

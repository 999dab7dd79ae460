package io.mailswitch.moduletests.switching;

import static io.mailswitch.moduletests.switching.Sample.email;
import static io.mailswitch.moduletests.switching.Sample.empty;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Messages that differ in their files; from about 3 MB on, Graph takes them by a draft. */
final class FileSamples {
    private static final int MB = 1_000_000;

    /** Above the 3,000,000 octets from which on a file is uploaded in slices. */
    private static final int LARGE = 3_300_000;

    private FileSamples() {}

    static List<Sample> all() {
        return List.of(
                Sample.of("file", email().attach(pdf("report.pdf", 20_000))),
                Sample.of(
                        "files of several types",
                        email().attach(pdf("report.pdf", 1000))
                                .attach(text("log.txt", "text/plain; charset=utf-8", "größer\n"))
                                .attach(text("data.csv", "text/csv", "a,b\r\n1,2\r\n"))
                                .attach(pdf("image.jpg", 3000))),
                Sample.of("empty file", email().attach(pdf("empty.bin", 0))),
                Sample.of(
                        "file with a long foreign name",
                        email().attach(pdf("Übersicht über alle Größen – " + "sehr ".repeat(12) + "lang.pdf", 10))),
                Sample.of("file with quotes in its name", email().attach(pdf("a \"quoted\" name.bin", 10))),
                Sample.of(
                        "forwarded message",
                        email().attach(text("mail.eml", "message/rfc822", "Subject: inner\r\n\r\ninner body\r\n"))),
                Sample.of("image in the HTML", picture(email().build(), 70)),
                Sample.of(
                        "two images and a file",
                        picture(email().build(), 70)
                                .attach(Attachment.of("b.png", "image/png", bytes(90))
                                        .inline("b@example.com"))
                                .attach(pdf("report.pdf", 1000))),
                Sample.of("image without text", picture(empty().subject("Disk").build(), 70)),
                Sample.of(
                        "file and invitation",
                        email().calendar(TextSamples.invitation()).attach(pdf("plan.pdf", 1000))),
                Sample.of("2 MB in one request", email().attach(pdf("two.bin", 2 * MB))),
                Sample.of("large file", email().attach(pdf("large.bin", LARGE))).by("draft"),
                Sample.of(
                                "large files and a small one",
                                email().bcc("hidden@example.com")
                                        .attach(pdf("first.bin", LARGE))
                                        .attach(pdf("second.bin", LARGE + 1))
                                        .attach(pdf("small.pdf", 1000)))
                        .by("draft"),
                Sample.of(
                                "files of 2 MB each",
                                email().attach(pdf("1.bin", 2 * MB)).attach(pdf("2.bin", 2 * MB)))
                        .by("draft"),
                Sample.of(
                                "large file beside HTML with an image",
                                picture(email().build(), 5000).attach(pdf("große Datei.bin", LARGE)))
                        .by("draft"),
                Sample.of("large image in the HTML", picture(email().build(), LARGE))
                        .by("draft"),
                Sample.of(
                                "large file and invitation",
                                email().html("<p>Please come.</p>")
                                        .calendar(TextSamples.invitation())
                                        .attach(pdf("plan.bin", LARGE)))
                        .by("draft"));
    }

    static List<Sample> ready() {
        String head = """
                From: Alerts <sender@example.com>
                To: bob@example.com
                Subject: =?utf-8?Q?Gr=C3=B6=C3=9Fe?=
                Message-ID: <ready@example.com>
                Date: Mon, 2 Nov 2026 08:15:30 +0000
                X-Made-By: hand
                MIME-Version: 1.0
                """;
        String parts = """
                Content-Type: multipart/mixed; boundary="=_own_boundary"

                preamble
                --=_own_boundary
                Content-Type: text/plain; charset=utf-8; format=flowed
                Content-Transfer-Encoding: 8bit

                größer\s
                --=_own_boundary
                Content-Type: application/octet-stream; name="a.bin"
                Content-Disposition: attachment; filename="a.bin"
                Content-Transfer-Encoding: base64

                FILE
                --=_own_boundary--
                """;
        return List.of(
                Sample.ready("ready message", head + "Content-Type: text/plain\n\nready made\n"),
                Sample.ready("ready message with parts", head + parts.replace("FILE", "AQIDBA==")),
                Sample.ready("large ready message", head + parts.replace("FILE", lines(bytes(LARGE))))
                        .by("draft"));
    }

    private static String lines(byte[] content) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content);
    }

    private static io.mailswitch.EmailBuilder picture(Email email, int size) {
        return email.toBuilder()
                .html("<p><img src=\"cid:dot@example.com\" alt=\"\"> full</p>")
                .attach(Attachment.of("dot.png", "image/png", bytes(size)).inline("dot@example.com"));
    }

    private static Attachment pdf(String name, int size) {
        String type = name.endsWith(".pdf")
                ? "application/pdf"
                : name.endsWith(".jpg") ? "image/jpeg" : "application/octet-stream";
        return Attachment.of(name, type, bytes(size));
    }

    private static Attachment text(String name, String type, String content) {
        return Attachment.of(name, type, content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}

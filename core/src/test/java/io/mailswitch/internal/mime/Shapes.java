package io.mailswitch.internal.mime;

import io.mailswitch.Attachment;
import io.mailswitch.CalendarPart;
import io.mailswitch.ContentSource;
import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.Email;
import io.mailswitch.EmailBuilder;
import io.mailswitch.Importance;
import io.mailswitch.ListUnsubscribe;
import io.mailswitch.Mailbox;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Emails of every shape, by the name of their golden file. */
final class Shapes {
    private static final String INVITATION = """
            BEGIN:VCALENDAR
            VERSION:2.0
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:1@example.com
            SUMMARY:Übergabe
            END:VEVENT
            END:VCALENDAR
            """;

    private Shapes() {}

    static Map<String, Email> all() {
        Map<String, Email> shapes = new LinkedHashMap<>();
        shapes.put(
                "text", mail("Disk 91 % full").text("one\ntwo\rthree\r\nfour").build());
        shapes.put("empty", mail("Nothing else").build());
        shapes.put("no-subject", mail().text("x").build());
        shapes.put("html", mail("Page").html("<p>Grüße</p>\n").build());
        shapes.put(
                "alternative",
                mail("Both").text("Grüße, €\n").html("<p>Grüße, €</p>\n").build());
        shapes.put(
                "calendar",
                mail("Invitation").text("see you").calendar(invitation()).build());
        shapes.put("calendar-only", mail("Invitation").calendar(invitation()).build());
        shapes.put(
                "inline-html",
                mail("Logo").html("<img src=\"cid:logo\">").attach(logo()).build());
        shapes.put("everything", everything());
        shapes.put(
                "attachment-only",
                mail("Report").attach(report("report.pdf", 57)).build());
        shapes.put("header", header());
        shapes.put("long-header", longHeader());
        shapes.put("international", international());
        shapes.put("file-names", fileNames());
        shapes.put("file-types", fileTypes());
        shapes.put("messages", messages());
        shapes.put("latin-1", inCharset("ISO-8859-1", "Größe: 5 µm\n"));
        shapes.put("utf-16", inCharset("UTF-16LE", "Größe €\n"));
        shapes.put("iso-2022-jp", inCharset("ISO-2022-JP", "日本語のテキスト\n"));
        shapes.put("cyrillic", inCharset("UTF-8", "Съешь же ещё этих мягких французских булок\n"));
        shapes.put(
                "long-line",
                mail("Long").text("x".repeat(999) + "\n.\nFrom here\n").build());
        shapes.put(
                "longest-line",
                mail("Long").text("x".repeat(998) + "\n.\nFrom here").build());
        shapes.put(
                "blanks-at-line-ends", mail("Blanks").text("é \n\t\n é\t\n  ").build());
        return shapes;
    }

    private static EmailBuilder mail() {
        return Email.builder().from("Alerts <alerts@example.com>").to("ops@example.com");
    }

    private static EmailBuilder mail(String subject) {
        return mail().subject(subject);
    }

    private static CalendarPart invitation() {
        return new CalendarPart("REQUEST", INVITATION);
    }

    private static Attachment logo() {
        return Attachment.of("logo.png", "image/png", octets(100)).inline("logo");
    }

    private static Attachment report(String name, int size) {
        return Attachment.of(name, "application/pdf", octets(size));
    }

    static byte[] octets(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + 7);
        }
        return bytes;
    }

    private static Email everything() {
        byte[] content = octets(200);
        return mail("Everything")
                .text("text")
                .html("<img src=\"cid:logo\"><img src=\"cid:b@example.com\">")
                .calendar(invitation())
                .attach(report("report.pdf", 0))
                .attach(logo())
                .attach(Attachment.of(
                        "notes.txt",
                        "text/plain; charset=utf-8",
                        ContentSource.of(() -> new ByteArrayInputStream(content))))
                .attach(Attachment.of("b.gif", "image/gif", octets(1)).inline("b@example.com"))
                .build();
    }

    private static Email header() {
        return Email.builder()
                .from("\"Alerts, Disk\" <alerts@example.com>")
                .sender("Jörg Müller <joerg@example.com>")
                .replyTo("help@example.com", "\"O'Hara \\\"Jo\\\"\" <jo@example.com>")
                .to("Ops <ops@example.com>", "\"a b\"@example.com")
                .cc("postmaster@[192.0.2.1]", "v6@[IPv6:2001:db8::1]")
                .bcc("hidden@example.com")
                .subject("Größe  ist =?utf-8?q?kein?= Wort, sondern Text ")
                .text("x")
                .importance(Importance.HIGH)
                .readReceiptTo("alerts@example.com")
                .messageId("own@example.com")
                .inReplyTo("<one@example.com>")
                .references("zero@example.com", "one@example.com")
                .listUnsubscribe(ListUnsubscribe.oneClick(
                        URI.create("https://example.com/unsubscribe?id=opaque"),
                        URI.create("mailto:leave@example.com?subject=leave")))
                .header("X-Order-Id", "4711")
                .addHeader("X-Order-Id", "4712")
                .header("Auto-Submitted", "auto-generated")
                .header("Comments", "von Jörg <joerg@example.com>")
                .header("X-Empty", "")
                .date(Messages.NOW.minusSeconds(86_400))
                .reversePath("bounces@example.com")
                .deliveryStatus(DeliveryStatusRequest.on(DeliveryStatusRequest.Notify.FAILURE))
                .saveToSentItems(false)
                .build();
    }

    private static Email longHeader() {
        EmailBuilder mail =
                Email.builder().from("N".repeat(300) + " <alerts@example.com>").text("x");
        for (int i = 0; i < 40; i++) {
            mail.addTo(
                    Mailbox.parse("Recipient Number " + i + " <recipient" + i + "@a-rather-long-domain.example.com>"));
            mail.addCc(Mailbox.parse("Empfänger Nummer " + i + " <empfaenger" + i + "@example.com>"));
        }
        String[] ids = new String[60];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "message-number-" + i + "@example.com";
        }
        return mail.references(ids)
                .subject("A long subject of plain words, ".repeat(40) + "end")
                .header("X-Words", "ünïcödé wörds and 😀 ".repeat(20) + "end")
                .header("X-Token", "t".repeat(3000))
                .header("X-" + "A-Very-Long-Name".repeat(4), "é")
                .listUnsubscribe(ListUnsubscribe.of(URI.create("https://example.com/" + "u".repeat(600))))
                .build();
    }

    private static Email international() {
        return Email.builder()
                .from("Pelé <pelé@bücher.example>")
                .to("用户@例子.测试", "plain@bücher.example")
                .subject("国际")
                .text("x")
                .build();
    }

    private static Email fileNames() {
        return mail("Names")
                .text("x")
                .attach(report("two words.pdf", 3))
                .attach(report("Übersicht.pdf", 3))
                .attach(report("say \"hi\".pdf", 3))
                .attach(report("a=?utf-8?q?b?=.pdf", 3))
                .attach(report("l".repeat(200) + ".pdf", 3))
                .attach(report("长".repeat(80) + "😀.pdf", 3))
                .attach(report("100%'s.pdf", 3))
                .build();
    }

    private static Email fileTypes() {
        return mail("Types")
                .text("x")
                .attach(Attachment.of("a.txt", "text/plain;charset=utf-8; format=flowed ; name=old.txt", octets(3)))
                .attach(Attachment.of("b.dat", "Application/X-Odd; title=\"say \\\"hi\\\"; =?x?=\"", octets(3)))
                .attach(Attachment.of(
                        "c.dat", "application/x; t*=utf-8''%e2%82%ac; long=" + "v".repeat(200), octets(3)))
                .build();
    }

    private static Email messages() {
        String plain = "From: a@example.com\nTo: b@example.com\nSubject: inner\n\nhello\n";
        String eightBit = "From: a@example.com\r\nContent-Transfer-Encoding: 8bit\r\n\r\ngrün";
        return mail("Forwarded")
                .text("see below")
                .attach(Attachment.of("plain.eml", "message/rfc822", plain.getBytes(StandardCharsets.US_ASCII)))
                .attach(Attachment.of("eight.eml", "Message/RFC822", eightBit.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static Email inCharset(String charset, String text) {
        return mail(text.strip()).charset(Charset.forName(charset)).text(text).build();
    }
}

package io.mailswitch.moduletests.switching;

import static io.mailswitch.moduletests.switching.Sample.email;
import static io.mailswitch.moduletests.switching.Sample.empty;

import io.mailswitch.CalendarPart;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages that differ in what they say: all of them arrive the same. */
final class TextSamples {
    private static final String CALENDAR = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//example.com//Mailswitch//EN
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:42@example.com
            DTSTAMP:20261102T081530Z
            DTSTART:20261110T090000Z
            DTEND:20261110T100000Z
            SUMMARY:Größe prüfen
            ORGANIZER:mailto:sender@example.com
            ATTENDEE:mailto:bob@example.com
            END:VEVENT
            END:VCALENDAR
            """;

    private TextSamples() {}

    static CalendarPart invitation() {
        return new CalendarPart("REQUEST", CALENDAR);
    }

    static List<Sample> all() {
        return List.of(
                Sample.of("plain text", email()),
                Sample.of("HTML alone", empty().subject("Disk").html("<p>91&nbsp;% <b>full</b></p>")),
                Sample.of("text and HTML", email().html("<p>91&nbsp;% <b>full</b></p>")),
                Sample.of("no text at all", email().text("")),
                Sample.of("no subject", empty().text("No subject.\n")),
                Sample.of(
                        "German",
                        email().subject("Größe prüfen").text("Füße, Öl, ß\n").html("<p>Füße</p>")),
                Sample.of("Japanese", email().subject("ディスクの使用率は91%です").text("ディスクがいっぱいです。\n")),
                Sample.of(
                        "Arabic, right to left", email().subject("القرص ممتلئ").text("القرص ممتلئ بنسبة ٩١٪\n")),
                Sample.of(
                        "emoji",
                        email().subject("🔥 91 % 💾").text("👩‍💻 says: 🔥\n").html("<p>👩‍💻 🔥</p>")),
                Sample.of(
                        "Latin 1",
                        email().charset(StandardCharsets.ISO_8859_1)
                                .subject("Café")
                                .text("Déjà vu\n")),
                Sample.of("long subject", email().subject("Überlauf ".repeat(30).strip())),
                Sample.of("lines that begin with a dot", email().text(".\n..\n.hidden\nFrom here\n")),
                Sample.of("very long line", email().text("0123456789".repeat(300) + "\n")),
                Sample.of("spaces at the end of lines", email().text("one \ntwo\t\n\n\nthree   ")),
                Sample.of("line ends of all kinds", email().text("one\r\ntwo\nthree\rfour")),
                Sample.of("HTML that is long", email().html("<p>" + "größer ".repeat(20_000) + "</p>")),
                Sample.of("invitation", email().calendar(invitation())),
                Sample.of(
                        "invitation with HTML",
                        email().html("<p>Please come.</p>").calendar(invitation())));
    }
}

package io.mailswitch.moduletests.switching;

import static io.mailswitch.moduletests.switching.Sample.email;

import io.mailswitch.Email;
import io.mailswitch.Feature;
import java.util.List;
import java.util.stream.IntStream;

/** Messages that differ in who writes to whom. */
final class AddressSamples {
    static final String SHARED = "support@example.com";

    private AddressSamples() {}

    static List<Sample> all() {
        return List.of(
                Sample.of(
                        "names that need quotes",
                        email().from("\"Müller, Jörg\" <" + Sample.SENDER + ">")
                                .to("\"Smith, John (Ops)\" <john@example.com>", "\"O\\\"Neil\" <neil@example.com>")),
                Sample.of("name in Japanese", email().to("山田太郎 <yamada@example.com>")),
                Sample.of(
                        "many recipients",
                        email().to(IntStream.range(0, 60)
                                .mapToObj(number -> "Recipient Number " + number + " <r" + number + "@example.com>")
                                .toArray(String[]::new))),
                Sample.of("copies", email().cc("carol@example.com", "Dave <dave@example.com>")),
                Sample.of(
                        "blind copies",
                        email().cc("carol@example.com").bcc("hidden@example.com", "secret@example.com")),
                Sample.of("blind copies alone", email().to().bcc("hidden@example.com")),
                Sample.of("answers elsewhere", email().replyTo("Help <help@example.com>", "desk@example.com")),
                Sample.of("international domain", email().to("bob@bücher.example", "Eva <eva@例え.テスト>")),
                Sample.of(
                        "international local part",
                        email().to("jörg@example.com").cc("用户@例え.テスト")),
                Sample.of("rare characters in local parts", email().to("bob+disk@example.com", "o'neil_%@example.com")),
                Sample.of("another author, by Send As", email().from("Support <" + SHARED + ">"))
                        .differs("reverse path", Feature.REVERSE_PATH),
                Sample.of(
                                "another hands it in",
                                email().from("Support <" + SHARED + ">").sender(Sample.SENDER))
                        .differs("Sender", Feature.SENDER),
                Sample.of("somebody in no field", email().envelopeRecipients("bob@example.com", "audit@example.com")),
                Sample.of("own bounce address", email().reversePath(SHARED))
                        .refusedBy("graph", Feature.REVERSE_PATH)
                        .differs("reverse path", Feature.REVERSE_PATH),
                Sample.of("no bounces", email().nullReversePath())
                        .refusedBy("graph", Feature.NULL_REVERSE_PATH)
                        .differs("reverse path", Feature.NULL_REVERSE_PATH));
    }

    /** What both refuse or carry is one thing; this one Graph cannot carry at all, whatever the configuration says. */
    static Email namedButNoRecipient() {
        return email().to("bob@example.com", "carol@example.com")
                .envelopeRecipients("bob@example.com")
                .build();
    }
}

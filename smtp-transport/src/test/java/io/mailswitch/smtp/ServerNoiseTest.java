package io.mailswitch.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Stage;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.SmtpStage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a server says in place of a reply, a send ends in one of the three outcomes, and truly. */
class ServerNoiseTest {
    private static FakeExchange exchange;

    @BeforeContainer
    static void start() {
        exchange = FakeExchange.start();
    }

    @AfterContainer
    static void stop() {
        exchange.close();
    }

    @Provide
    Arbitrary<SmtpStage> stages() {
        return Arbitraries.of(
                SmtpStage.GREETING,
                SmtpStage.EHLO,
                SmtpStage.STARTTLS,
                SmtpStage.TLS_HANDSHAKE,
                SmtpStage.EHLO_AFTER_TLS,
                SmtpStage.AUTH,
                SmtpStage.AUTH_CONTINUATION,
                SmtpStage.MAIL,
                SmtpStage.RCPT,
                SmtpStage.DATA,
                SmtpStage.CONTENT_END);
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "250",
                                "220",
                                "354",
                                "235",
                                "334",
                                "421",
                                "550",
                                "-",
                                " ",
                                "\r\n",
                                "\r",
                                "\n",
                                "2.0.0",
                                "5.7.139",
                                "OK",
                                "AUTH LOGIN",
                                "STARTTLS",
                                "SIZE 1",
                                "\u0000",
                                "\u00ff"),
                        Arbitraries.strings().ofMaxLength(8).withCharRange('\u0000', '\u00ff'))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property(seed = "42", tries = 150, shrinking = ShrinkingMode.OFF)
    void sendEndsInAnOutcome(
            @ForAll("stages") SmtpStage stage, @ForAll Offered offered, @ForAll("noise") String noise) {
        Assume.that(stage != SmtpStage.DATA || offered.reaches(stage));
        exchange.reset();
        exchange.smtp().reconfigure(offered::apply);
        exchange.smtp().at(stage).rawBytesThenDrop(noise.getBytes(StandardCharsets.ISO_8859_1));
        Map<String, String> settings = exchange.settings();
        settings.put("mailswitch.retry.attempts", "1");
        try (MailSender sender = MailSender.open(MailConfig.of(settings))) {
            sender.send(Sends.email());
            // a receipt needs an acceptance, and the server gives one only in words that are one
            assertThat(offered.isInDoubtAt(stage) || stage == SmtpStage.MAIL)
                    .as("accepted")
                    .isTrue();
            assertThat(offered.isInDoubtAt(stage) ? noise : "2").startsWith("2");
        } catch (MailException failure) {
            assertThat(failure.advice()).isNotBlank();
            assertThat(failure.getMessage()).doesNotContain("\u0000");
            assertThat(failure.outcome() == Outcome.UNKNOWN && failure.stage() != Stage.FINAL_REPLY)
                    .as("unknown only at the end: %s", failure)
                    .isFalse();
            if (!offered.isInDoubtAt(stage)) {
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            }
        }
    }
}

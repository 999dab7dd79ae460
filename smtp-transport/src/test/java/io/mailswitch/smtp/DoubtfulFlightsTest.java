package io.mailswitch.smtp;

import static io.mailswitch.smtp.FlightServer.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.ContentSource;
import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.smtp.logging.RecordedLog;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of servers that contradict themselves within one flight, and what is held against them afterwards. */
class DoubtfulFlightsTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @BeforeEach
    void forgetLog() {
        RecordedLog.clear();
    }

    private static Email toTwo() {
        return Sends.email().toBuilder().cc("eve@example.com").build();
    }

    private static MailSender open(FlightServer server, String... more) {
        return Sends.open(exchange, server.settings(more));
    }

    private static long connections(FlightServer server) {
        return server.heard().stream().filter("EHLO"::equals).count();
    }

    private static boolean warnsOf(String extension) {
        return RecordedLog.entries().stream()
                .anyMatch(entry -> entry.text().contains("offers " + extension + " but does not keep to it"));
    }

    /** A server that has said 421 is believed when it closes, and not when it merely takes its time. */
    @ParameterizedTest
    @CsvSource({"silence, UNKNOWN", "hang up, NOT_ACCEPTED"})
    void goodbyeToOneOfTwo(String atBdat, Outcome outcome) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "partial-submission", "true", "smtp.final-reply-timeout", "1s")) {
            server.answer("RCPT", "250 2.1.5 OK", "421 4.3.2 closing").answer("BDAT", atBdat);

            assertThat(Sends.fails(sender, toTwo()).outcome()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 2.0.0 accepted", "554 5.6.0 refused"})
    void connectionOfAGoodbyeIsNotUsedAgain(String atBdat) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "partial-submission", "true")) {
            server.answer("RCPT", "250 2.1.5 OK", "421 4.3.2 closing").answer("BDAT", atBdat);
            if (atBdat.startsWith("250")) {
                SendReceipt receipt = sender.send(toTwo());
                assertThat(receipt.accepted()).hasSize(1);
                assertThat(receipt.rejected()).hasSize(1);
            } else {
                assertThat(Sends.fails(sender, toTwo()).outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            }
            sender.send(Sends.email());

            assertThat(connections(server)).isEqualTo(2);
        }
    }

    /** What a server says while the content is being made answers nothing: nothing has been asked yet. */
    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING CHUNKING", "CHUNKING", "PIPELINING"})
    void replyBeforeTheFirstOctet(String offer) throws IOException {
        try (FlightServer server = new FlightServer(offer.split(" "));
                MailSender sender = open(server)) {
            sender.send(Sends.email());
            Email email = Sends.email().toBuilder()
                    .attach(Attachment.of("a.txt", "text/plain", new Interrupting(server, new AtomicBoolean())))
                    .build();
            if (offer.equals("PIPELINING CHUNKING")) {
                assertThat(sender.send(email).accepted()).hasSize(1);
                assertThat(server.heard().stream().filter("MAIL"::equals)).hasSize(2);
            } else {
                assertThat(Sends.fails(sender, email).outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            }
            sender.send(Sends.email());

            assertThat(connections(server)).isEqualTo(2);
        }
    }

    /** The refusals are strays, and the last reply says that the message was taken. */
    @Test
    void refusalWithRepliesTooMany() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answer("RCPT", "550 5.1.1 stray\r\n550 5.1.1 stray\r\n250 2.1.5 OK");

            assertThat(Sends.fails(sender).outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    /** A server that discards what comes ahead of its reply to MAIL: the second failure shows that the content was held back. */
    @ParameterizedTest
    @CsvSource({"silence, true", "hang up, false"})
    void serverThatDropsWhatComesAhead(String atRcpt, boolean proof) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server, "smtp.final-reply-timeout", "1s", "smtp.command-timeout", "1s")) {
            server.answer("RCPT", atRcpt, atRcpt).answer("BDAT", SILENCE);

            assertThat(Sends.fails(sender).outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(Sends.fails(sender).outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(warnsOf("PIPELINING")).isEqualTo(proof);
        }
    }

    /** Nobody knows which of the replies was about the content, but BDAT is not tried again. */
    @Test
    void chunkThatIsTakenForCommands() throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answer("BDAT", "500 5.5.1 what?\r\n500 5.5.1 what?");

            assertThat(Sends.fails(sender).outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(warnsOf("CHUNKING")).isTrue();
            assertThat(sender.send(Sends.email()).path()).isEqualTo("data");
        }
    }

    /** The content has not left to its end, so that it goes another way: over another connection, which this server does not greet. */
    @Test
    void chunkThatIsRefusedWhileItLeaves() throws IOException {
        Email email = Sends.email().toBuilder()
                .attach(Attachment.of("large.bin", "application/octet-stream", new byte[40 << 20]))
                .build();
        try (ScriptedServer server =
                new ScriptedServer("220 hello", "250-hello\r\n250 CHUNKING", "250 OK", "250 OK", "502 what?")) {
            try (MailSender sender = Sends.open(exchange, settings -> {
                settings.keySet().removeIf(key -> key.matches(".*(ca-file|username|password|auth)"));
                Sends.with(
                                "smtp.host", "127.0.0.1",
                                "smtp.port", Integer.toString(server.port()),
                                "smtp.tls", "none",
                                "smtp.ehlo-name", "app.example.com",
                                "smtp.greeting-timeout", "1s")
                        .accept(settings);
            })) {
                assertThat(Sends.fails(sender, email).stage()).isEqualTo(Stage.GREETING);
                assertThat(warnsOf("CHUNKING")).isTrue();
            }
        }
    }

    /** A refusal of these parameters is none of the command. */
    @ParameterizedTest
    @ValueSource(strings = {"501 5.5.4 parameters", "504 5.5.4 parameters"})
    void chunkWhoseParametersAreRefused(String answer) throws IOException {
        try (FlightServer server = new FlightServer();
                MailSender sender = open(server)) {
            server.answer("BDAT", answer);
            MailException failure = Sends.fails(sender);

            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(sender.send(Sends.email()).path()).isEqualTo("bdat");
            assertThat(connections(server)).isEqualTo(2);
        }
    }

    /** Content that takes its time: the server speaks meanwhile. */
    private record Interrupting(FlightServer server, AtomicBoolean done) implements ContentSource {
        @Override
        public InputStream open() throws IOException {
            if (!done.getAndSet(true)) {
                server.sayUnasked("250 2.1.0 stray");
            }
            return new ByteArrayInputStream("a\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(3);
        }
    }
}

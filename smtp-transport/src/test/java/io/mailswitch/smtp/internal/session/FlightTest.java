package io.mailswitch.smtp.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.EmailAddress;
import io.mailswitch.EnhancedStatusCode;
import io.mailswitch.Envelope;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Reply;
import io.mailswitch.smtp.internal.reply.Failures;
import io.mailswitch.smtp.internal.session.Ruling.Kind;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.MalformedReplyException;
import io.mailswitch.spi.MimeContent;
import io.mailswitch.spi.Submission;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What replies to a message of a window mean, all of them or those that came before the connection was lost. */
class FlightTest {
    private static final Failures FAILURES = new Failures("mail.example.com:587", "<1@example.com>");

    private static final MimeContent NOTHING = new MimeContent() {
        @Override
        public void writeTo(OutputStream out, List<EmailAddress> bcc) {}

        @Override
        public long size(List<EmailAddress> bcc) {
            return 0;
        }

        @Override
        public boolean eightBit() {
            return false;
        }

        @Override
        public boolean internationalHeader() {
            return false;
        }
    };

    /** A message to one recipient and the replies to RSET, MAIL, RCPT and BDAT, as far as they came, separated by commas. */
    private static Flight flight(String replies) {
        EmailAddress recipient = EmailAddress.of("bob@example.com");
        Submission submission = Submission.builder(
                        "<1@example.com>", new Envelope(EmailAddress.of("a@example.com"), List.of(recipient)), NOTHING)
                .build();
        Flight flight = new Flight(submission, 0, List.of());
        Arrays.stream(replies.split(",", -1))
                .filter(it -> !it.isBlank())
                .map(FlightTest::reply)
                .forEach(flight::take);
        return flight;
    }

    private static Reply reply(String text) {
        String[] words = text.strip().split(" ", -1);
        return Reply.smtp(
                Integer.parseInt(words[0]),
                words.length == 1 ? null : EnhancedStatusCode.leading(words[1]).orElseThrow(),
                List.of("text"));
    }

    private static String name(Ruling ruling) {
        if (ruling == null) {
            return "OUT_OF_STEP";
        }
        MailException failure = ruling.failure();
        boolean unknown = failure != null && failure.outcome() == Outcome.UNKNOWN;
        return unknown ? "UNKNOWN" : ruling.kind().name();
    }

    @ParameterizedTest
    @CsvSource({
        "'250, 250, 250, 250', ACCEPTED",
        "'250 2.0.0, 250 2.1.0, 250 2.1.5, 250 2.6.0', ACCEPTED",
        "'250 2.1.5, 250 2.1.0, 250 2.1.5, 250 2.0.0', ACCEPTED", // as Gmail answers RSET
        "'250, 250, 250, 554', FAILED",
        "'250, 250, 250, 421', FAILED",
        "'250, 550, 503, 503', FAILED",
        "'250, 250, 550, 503', FAILED",
        "'250, 250, 250, 500', AGAIN",
        "'250, 421, 421, 421', AGAIN",
        "'250, 250, 250, 354', OUT_OF_STEP",
        "'250, 250, 250, 220', OUT_OF_STEP",
        "'250, 250, 250, 421 4.4.2', OUT_OF_STEP",
        "'250, 250, 550, 250', OUT_OF_STEP"
    })
    void answeredToTheEnd(String replies, String ruling) {
        Flight flight = flight(replies);

        assertThat(flight.outOfStep()).isFalse();
        assertThat(name(Ruling.of(flight, flight.last(), false, FAILURES))).isEqualTo(ruling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500",
                "550",
                "251",
                "250, 250 2.1.5",
                "250, 250 2.6.0",
                "250, 354",
                "250 2.6.0",
                "250 2.1.0",
                "421 4.4.2",
                "250, 421 4.4.1",
                "250, 250, 421 4.4.2",
                "421, 250",
                "421, 421, 250",
                "250, 550, 250",
                "250, 250, 250 2.6.0",
                "250, 250, 354",
                "250, 250, 250, 250 2.1.5",
                "250, 250, 250, 250 2.1.0"
            })
    void outOfStep(String replies) {
        assertThat(flight(replies).outOfStep()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // replies, 421 before, ended by the server, late, nonsense
        "'',                   false, UNKNOWN, UNKNOWN, UNKNOWN",
        "'',                   true,  AGAIN,   UNKNOWN, UNKNOWN",
        "'250',                true,  AGAIN,   UNKNOWN, UNKNOWN",
        "'250, 250',           true,  UNKNOWN, UNKNOWN, UNKNOWN",
        "'250, 250, 250',      false, UNKNOWN, UNKNOWN, UNKNOWN",
        "'421',                false, AGAIN,   UNKNOWN, UNKNOWN",
        "'250, 421',           false, AGAIN,   FAILED,  UNKNOWN",
        "'250, 250, 421',      false, FAILED,  FAILED,  UNKNOWN",
        "'250, 550',           false, FAILED,  FAILED,  UNKNOWN",
        "'250, 250, 550',      true,  FAILED,  FAILED,  UNKNOWN"
    })
    void connectionWasLost(String replies, boolean afterGoodbye, String ended, String late, String nonsense) {
        assertThat(name(after(new EOFException("closed"), replies, afterGoodbye)))
                .isEqualTo(ended);
        assertThat(name(after(new DeadlineException("late"), replies, afterGoodbye)))
                .isEqualTo(late);
        assertThat(name(after(new MalformedReplyException("nonsense"), replies, afterGoodbye)))
                .isEqualTo(nonsense);
        assertThat(name(after(new OutOfStepException("surplus", reply("250")), replies, afterGoodbye)))
                .isEqualTo("UNKNOWN");
    }

    private static Ruling after(IOException loss, String replies, boolean afterGoodbye) {
        return new Aftermath(loss, false, false).of(flight(replies), afterGoodbye, FAILURES);
    }

    @Test
    void messageThatWasLeavingWasNotAccepted() {
        Aftermath ended = new Aftermath(new EOFException("closed"), false, false);
        Aftermath late = new Aftermath(new DeadlineException("late"), false, false);

        assertThat(ended.ofLeaving(false, FAILURES).kind()).isEqualTo(Kind.FAILED);
        assertThat(ended.ofLeaving(true, FAILURES).kind()).isEqualTo(Kind.AGAIN);
        assertThat(late.ofLeaving(true, FAILURES).kind()).isEqualTo(Kind.FAILED);
        assertThat(late.ofLeaving(true, FAILURES).failure().outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
    }
}

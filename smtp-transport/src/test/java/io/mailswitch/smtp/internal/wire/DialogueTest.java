package io.mailswitch.smtp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialogueTest {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofMinutes(1));

    private final FakeLink link = new FakeLink();
    private final Dialogue dialogue = new Dialogue(link, new Trace("test", false, null));

    /** Each write of the client releases the next portion of the server's. */
    private static final class FakeLink implements Link {
        final Deque<String> portions = new ArrayDeque<>();
        final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        int writes;
        private String ready = "";

        @Override
        public void write(ByteBuffer from, Deadline deadline) {
            writes++;
            while (from.hasRemaining()) {
                sent.write(from.get());
            }
            release();
        }

        void release() {
            ready += portions.isEmpty() ? "" : portions.remove();
        }

        @Override
        public int read(ByteBuffer into, Deadline deadline) throws IOException {
            int count = poll(into);
            if (count == 0) {
                throw new DeadlineException("nothing");
            }
            return count;
        }

        @Override
        public int poll(ByteBuffer into) {
            byte[] bytes = ready.getBytes(StandardCharsets.US_ASCII);
            ready = "";
            into.put(bytes);
            return bytes.length;
        }

        @Override
        public void abort() {}

        @Override
        public void close() {}
    }

    @Test
    void flightLeavesInOneWrite_andRepliesAreMatchedInOrder() throws IOException {
        link.portions.add("220 hello\r\n");
        link.portions.add("250 one\r\n251 two\r\n354 three\r\n");
        link.release();
        assertThat(dialogue.reply(DEADLINE).code()).isEqualTo(220);

        dialogue.add(Command.of("MAIL FROM:<>"));
        dialogue.add(Command.of("RCPT TO:<a@b.c>"));
        dialogue.add(Command.of("DATA"));
        dialogue.flush(DEADLINE);

        assertThat(link.writes).isEqualTo(1);
        assertThat(link.sent).hasToString("MAIL FROM:<>\r\nRCPT TO:<a@b.c>\r\nDATA\r\n");
        assertThat(dialogue.reply(DEADLINE).code()).isEqualTo(250);
        assertThat(dialogue.reply(DEADLINE).code()).isEqualTo(251);
        assertThat(dialogue.reply(DEADLINE).code()).isEqualTo(354);
        assertThatThrownBy(() -> dialogue.reply(DEADLINE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void replyBeforeItsCommandIsNotTakenForItsAnswer() throws IOException {
        link.portions.add("220 hello\r\n250 too early\r\n");
        link.release();
        dialogue.reply(DEADLINE);

        assertThatThrownBy(() -> dialogue.ask(Command.of("EHLO x"), DEADLINE))
                .isInstanceOfSatisfying(
                        UnaskedReplyException.class,
                        e -> assertThat(e.reply().text()).isEqualTo("too early"));
        assertThat(link.sent.size()).as("the command was not sent").isZero();
    }

    @Test
    void nonsenseBeforeACommandIsAnError() throws IOException {
        link.portions.add("220 hello\r\nnonsense\r\n");
        link.release();
        dialogue.reply(DEADLINE);

        assertThatThrownBy(() -> dialogue.ask(Command.of("EHLO x"), DEADLINE))
                .isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void hiddenTextDoesNotComeBackInAReply() throws IOException {
        link.portions.add("501 cannot decode c2VjcmV0 (secret)\r\n");
        link.release();
        dialogue.hide(List.of("c2VjcmV0", "secret"));

        assertThat(dialogue.reply(DEADLINE).text()).isEqualTo("cannot decode *** (***)");
    }

    @Test
    void hiddenTextDoesNotComeBackInAMalformedReply() {
        link.portions.add("c2VjcmV0 is what you said\r\n");
        link.release();
        dialogue.hide(List.of("c2VjcmV0"));

        assertThatThrownBy(() -> dialogue.reply(DEADLINE))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessage("not an SMTP reply while signing in")
                .hasNoCause();
    }

    /** A server that refuses and then reads no more has said why. */
    @Test
    void writeThatTimesOutIsExplained() throws IOException {
        link.portions.add("220 hello\r\n");
        link.release();
        dialogue.reply(DEADLINE);
        link.portions.add("552 5.3.4 too big\r\n");
        link.release();
        DeadlineException late = new DeadlineException("the server reads no more");

        assertThat(dialogue.explain(late))
                .isInstanceOf(UnaskedReplyException.class)
                .hasSuppressedException(late);
        assertThat(dialogue.explain(late)).isSameAs(late);
    }
}

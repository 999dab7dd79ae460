package io.mailswitch.smtp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.EnhancedStatusCode;
import io.mailswitch.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofMinutes(1));
    private static final String EHLO =
            "250-mail.example.com Hello [192.0.2.1]\r\n250-SIZE 157286400\r\n250 SMTPUTF8\r\n";

    static Stream<Named<Function<String, ScriptedSource>>> framings() {
        return Stream.of(
                Named.of("whole", ScriptedSource::whole),
                Named.of("by line", ScriptedSource::byLine),
                Named.of("by byte", ScriptedSource::byByte));
    }

    private static Reply read(String text) throws IOException {
        return new ReplyReader(ScriptedSource.whole(text)).read(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("framings")
    void framingDoesNotMatter(Function<String, ScriptedSource> framing) throws IOException {
        ReplyReader reader = new ReplyReader(framing.apply(EHLO + "220 2.0.0 go ahead\r\n"));

        Reply ehlo = reader.read(DEADLINE);
        assertThat(ehlo.code()).isEqualTo(250);
        assertThat(ehlo.lines()).containsExactly("mail.example.com Hello [192.0.2.1]", "SIZE 157286400", "SMTPUTF8");
        assertThat(ehlo.enhancedCode()).isEmpty();
        Reply next = reader.read(DEADLINE);
        assertThat(next.code()).isEqualTo(220);
        assertThat(next.enhancedCode()).contains(new EnhancedStatusCode(2, 0, 0));
        assertThat(next.lines()).containsExactly("go ahead");
        assertThatThrownBy(() -> reader.read(DEADLINE)).isInstanceOf(EOFException.class);
    }

    @Test
    void enhancedCodeIsTakenFromEachLine() throws IOException {
        Reply reply = read("550-5.7.1 first\r\n550-5.7.1 second\r\n550 5.7.1 \r\n");

        assertThat(reply.enhancedCode()).contains(new EnhancedStatusCode(5, 7, 1));
        assertThat(reply.lines()).containsExactly("first", "second", "");
    }

    @Test
    void enhancedCodeOfAnotherClassIsKept() throws IOException {
        // seen at Exchange: the class of the code and that of the enhanced code differ
        assertThat(read("451 5.7.3 STARTTLS is required\r\n").enhancedCode()).contains(new EnhancedStatusCode(5, 7, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"250\r\n", "250 \r\n", "250\n", "250-\r\n250\r\n"})
    void textMayBeMissing(String text) throws IOException {
        assertThat(read(text).code()).isEqualTo(250);
        assertThat(read(text).text()).isBlank();
    }

    @Test
    void loneLineFeedEndsALine() throws IOException {
        assertThat(read("250-a\n250 b\n").lines()).isEqualTo(List.of("a", "b"));
    }

    @Test
    void controlCharactersAreReplaced() throws IOException {
        assertThat(read("250 a\u0000b\u001b[1mc\r\n").lines()).containsExactly("a b [1mc");
    }

    @Test
    void textIsUtf8() throws IOException {
        assertThat(read("550 Empfänger unbekannt\r\n").lines()).containsExactly("Empfänger unbekannt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "25\r\n",
                "2500 ok\r\n",
                "250ok\r\n",
                "150 ok\r\n",
                "650 ok\r\n",
                "2x0 ok\r\n",
                " 250 ok\r\n",
                "250\tok\r\n",
                "HTTP/1.1 400 Bad Request\r\n",
                "250-one\r\n251 two\r\n",
                "250-one\r\nok\r\n",
                "250 o\rk\r\n",
                "250 ok\r\r\n",
                "\u0016\u0003\u0003\r\n"
            })
    void malformedReplyIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedReplyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "250 ok", "250 ok\r", "250-one\r\n", "250-one\r\n250"})
    void replyCutOffIsNone(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(EOFException.class);
    }

    @Test
    void lineIsBounded() throws IOException {
        String longest = "250 " + "x".repeat(ReplyReader.MAX_LINE - 6) + "\r\n";
        assertThat(read(longest).text()).hasSize(ReplyReader.MAX_LINE - 6);
        assertThatThrownBy(() -> read("250 " + "x".repeat(ReplyReader.MAX_LINE - 5) + "\r\n"))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("2048");
    }

    @Test
    void numberOfLinesIsBounded() throws IOException {
        assertThat(read("250-x\r\n".repeat(ReplyReader.MAX_LINES - 1) + "250 x\r\n")
                        .lines())
                .hasSize(ReplyReader.MAX_LINES);
        assertThatThrownBy(() -> read("250-x\r\n".repeat(ReplyReader.MAX_LINES) + "250 x\r\n"))
                .isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void replyIsBounded() {
        String line = "250-" + "x".repeat(1_900) + "\r\n";
        assertThatThrownBy(() -> read(line.repeat(40) + "250 x\r\n"))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void pendingSeesWhatWasNotAskedFor() throws IOException {
        ReplyReader reader = new ReplyReader(ScriptedSource.whole("250 ok\r\n250 again\r\n"));
        reader.read(DEADLINE);

        assertThat(reader.pending()).isTrue();
    }
}

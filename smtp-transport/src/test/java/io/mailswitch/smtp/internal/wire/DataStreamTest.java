package io.mailswitch.smtp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataStreamTest {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofHours(1));

    private static String sent(String content, int piece, int buffer) throws IOException {
        RecordingLink link = new RecordingLink(Long.MAX_VALUE);
        DataStream out = new DataStream(link, () -> DEADLINE, buffer);
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += piece) {
            out.write(bytes, at, Math.min(piece, bytes.length - at));
        }
        out.end();
        assertThat(out.octets()).isEqualTo(bytes.length);
        return link.text();
    }

    @ParameterizedTest
    @CsvSource({
        "'',            '.|'",
        "'a|',          'a|.|'",
        "'a',           'a|.|'",
        "'.',           '..|.|'",
        "'.|',          '..|.|'",
        "'..|',         '...|.|'",
        "'a|.|b|',      'a|..|b|.|'",
        "'a.|.b|..c|',  'a.|..b|...c|.|'",
        "'|.|',         '|..|.|'"
    })
    void dotIsPutBeforeALineThatBeginsWithOne(String content, String wire) throws IOException {
        for (int piece = 1; piece < 5; piece++) {
            assertThat(sent(content.replace("|", "\r\n"), piece, 4)).isEqualTo(wire.replace("|", "\r\n"));
        }
    }

    @Provide
    Arbitrary<String> content() {
        return Arbitraries.of("\r\n", ".", "..", "a", "bc", "\r\n.", "\u00ff")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Property(seed = "42")
    void serverGetsTheContentBack(
            @ForAll("content") String content,
            @ForAll @IntRange(min = 1, max = 20) int piece,
            @ForAll @IntRange(min = 1, max = 40) int buffer)
            throws IOException {
        String wire = sent(content, piece, buffer);

        // as RFC 5321 §4.5.2 tells a server to undo it, line by line
        assertThat(wire).endsWith("\r\n.\r\n".substring(content.isEmpty() ? 2 : 0));
        String body = wire.substring(0, wire.length() - 3);
        StringBuilder received = new StringBuilder();
        for (String line : List.of(body.split("(?<=\r\n)", -1))) {
            assertThat(line).isNotEqualTo(".\r\n");
            received.append(line.startsWith(".") ? line.substring(1) : line);
        }
        String whole = content.isEmpty() || content.endsWith("\r\n") ? content : content + "\r\n";
        assertThat(received).hasToString(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\n", "a\rb", "\ra", "a\r\r\n", "a\n\r\n", "a\r\n\n.\r\n", "a\n.\n"})
    void bareLineBreakIsRefused_andNothingEndsTheContent(String content) {
        for (int piece = 1; piece < 4; piece++) {
            RecordingLink link = new RecordingLink(Long.MAX_VALUE);
            DataStream out = new DataStream(link, () -> DEADLINE, 1);
            int size = piece;
            assertThatThrownBy(() -> {
                        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
                        for (int at = 0; at < bytes.length; at += size) {
                            out.write(bytes, at, Math.min(size, bytes.length - at));
                        }
                        out.end();
                    })
                    .isInstanceOf(BareLineBreakException.class);
            assertThatThrownBy(out::end).isInstanceOf(IOException.class);
            assertThat(link.text()).doesNotContain(".\r\n");
        }
    }

    @Test
    void bareCarriageReturnAtTheEndIsRefused() throws IOException {
        DataStream out = new DataStream(new RecordingLink(Long.MAX_VALUE), () -> DEADLINE, 10);
        out.write("a\r".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(out::end)
                .isInstanceOf(BareLineBreakException.class)
                .hasMessage("the content has a bare CR at octet 1");
    }

    @Test
    void nothingIsSentAfterAFailedWrite() throws IOException {
        RecordingLink link = new RecordingLink(5);
        DataStream out = new DataStream(link, () -> DEADLINE, 4);
        assertThatThrownBy(() -> out.write("0123456789".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("Broken pipe");

        assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class);
        assertThatThrownBy(out::end).isInstanceOf(IOException.class);
        assertThat(link.text()).isEqualTo("01234");
    }

    @Test
    void closedGateStopsTheContent() throws IOException {
        RecordingLink link = new RecordingLink(Long.MAX_VALUE);
        DataStream out = new DataStream(
                link,
                () -> {
                    throw new IOException("the server refused early");
                },
                4);
        out.write("abc".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(out::end).hasMessage("the server refused early");
        assertThatThrownBy(out::end).isInstanceOf(IOException.class);
        assertThat(link.taken.size()).isZero();
    }

    @Test
    void shortContentLeavesInOneWrite_withItsEnd() throws IOException {
        RecordingLink link = new RecordingLink(Long.MAX_VALUE);
        DataStream out = new DataStream(link, () -> DEADLINE, 1_000);
        out.write("Subject: x\r\n\r\n.x\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        out.close();
        out.end();

        assertThat(link.writes).isEqualTo(1);
        assertThat(link.text()).isEqualTo("Subject: x\r\n\r\n..x\r\n.\r\n");
    }

    @Test
    void nothingFollowsTheEnd() throws IOException {
        DataStream out = new DataStream(new RecordingLink(Long.MAX_VALUE), () -> DEADLINE, 10);
        out.end();

        assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class);
    }
}

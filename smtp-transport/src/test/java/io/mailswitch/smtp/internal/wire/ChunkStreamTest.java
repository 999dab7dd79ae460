package io.mailswitch.smtp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkStreamTest {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofHours(1));
    private static final String HEAD = "MAIL FROM:<>\r\nBDAT 20 LAST\r\n";
    private static final String CONTENT = ".\r\n..\r\nabc\r\n.\r\nab\r\n.";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ChunkStream stream(RecordingLink link, long size, int buffer) {
        return new ChunkStream(link, () -> DEADLINE, bytes(HEAD), size, buffer);
    }

    @Property(seed = "42")
    void contentIsSentAsItIs(
            @ForAll @IntRange(min = 1, max = 25) int piece, @ForAll @IntRange(min = 1, max = 80) int buffer)
            throws IOException {
        RecordingLink link = new RecordingLink(Long.MAX_VALUE);
        byte[] content = bytes(CONTENT);
        ChunkStream out = stream(link, content.length, buffer);
        for (int at = 0; at < content.length; at += piece) {
            out.write(content, at, Math.min(piece, content.length - at));
            assertThat(link.text().length()).as("the last octet is held back").isLessThan(HEAD.length() + at + piece);
        }
        out.end();

        assertThat(link.text()).isEqualTo(HEAD + CONTENT);
    }

    @Test
    void shortContentLeavesInOneWrite_withItsHead() throws IOException {
        RecordingLink link = new RecordingLink(Long.MAX_VALUE);
        ChunkStream out = stream(link, 3, 1_000);
        out.write(bytes("a\r\n"));
        out.end();

        assertThat(link.writes).isEqualTo(1);
        assertThat(link.text()).isEqualTo(HEAD + "a\r\n");
    }

    /** An octet too many would be read as a command. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 1_000})
    void contentThatIsTooLongIsBrokenOff(int buffer) throws IOException {
        RecordingLink link = new RecordingLink(Long.MAX_VALUE);
        ChunkStream out = stream(link, 10, buffer);
        out.write(bytes("0123456789"));

        assertThatThrownBy(() -> out.write(bytes("\r\nRSET\r\n")))
                .isInstanceOf(ContentLengthException.class)
                .hasMessage("was announced with 10 octets, but has at least 18");
        assertThatThrownBy(out::end).isInstanceOf(IOException.class);
        assertThat(link.text().length())
                .as("the announced octets are not complete")
                .isLessThan(HEAD.length() + 10);
    }

    @Test
    void contentThatIsTooShortIsBrokenOff() throws IOException {
        RecordingLink link = new RecordingLink(Long.MAX_VALUE);
        ChunkStream out = stream(link, 10, 1_000);
        out.write(bytes("012345678"));

        assertThatThrownBy(out::end)
                .isInstanceOf(ContentLengthException.class)
                .hasMessage("was announced with 10 octets, but has 9");
        assertThat(link.writes).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r"})
    void bareLineBreakIsRefused(String content) {
        RecordingLink link = new RecordingLink(Long.MAX_VALUE);
        ChunkStream out = stream(link, content.length(), 1_000);

        assertThatThrownBy(() -> {
                    out.write(bytes(content));
                    out.end();
                })
                .isInstanceOf(BareLineBreakException.class);
        assertThat(link.writes).isZero();
    }
}

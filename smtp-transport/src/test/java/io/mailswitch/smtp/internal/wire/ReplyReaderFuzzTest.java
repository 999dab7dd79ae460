package io.mailswitch.smtp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Reply;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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
import net.jqwik.api.constraints.Size;

class ReplyReaderFuzzTest {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofHours(1));

    @Provide
    Arbitrary<byte[]> noise() {
        // bytes that matter to the grammar are as frequent as all others together
        return Arbitraries.oneOf(
                        Arbitraries.bytes(),
                        Arbitraries.of(
                                (byte) '2',
                                (byte) '5',
                                (byte) '0',
                                (byte) ' ',
                                (byte) '-',
                                (byte) '\r',
                                (byte) '\n',
                                (byte) '.'))
                .array(byte[].class)
                .ofMaxSize(400);
    }

    @Property(seed = "42")
    void noiseIsARepliesOrADocumentedError(
            @ForAll("noise") byte[] bytes, @ForAll @IntRange(min = 1, max = 50) int size) {
        ReplyReader reader = new ReplyReader(ScriptedSource.pieces(bytes, size));
        try {
            while (true) {
                Reply reply = reader.read(DEADLINE);
                assertThat(reply.code()).isBetween(200, 599);
                assertThat(reply.lines()).isNotEmpty().hasSizeLessThanOrEqualTo(ReplyReader.MAX_LINES);
                assertThat(reply.toString().chars()).noneMatch(c -> c == '\r' || c == '\n' || c == 0);
            }
        } catch (MalformedReplyException | EOFException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\r", "\n");
        } catch (IOException e) {
            throw new AssertionError("not documented", e);
        }
    }

    @Property(seed = "42")
    void wellFormedReplySurvivesAnyFraming(
            @ForAll @IntRange(min = 200, max = 599) int code,
            @ForAll @Size(min = 1, max = 20) List<@net.jqwik.api.constraints.AlphaChars String> texts,
            @ForAll @IntRange(min = 1, max = 30) int size)
            throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 0; i < texts.size(); i++) {
            String line = code + (i < texts.size() - 1 ? "-" : " ") + texts.get(i) + "\r\n";
            wire.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        }

        Reply reply = new ReplyReader(ScriptedSource.pieces(wire.toByteArray(), size)).read(DEADLINE);

        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.lines()).isEqualTo(texts);
    }
}

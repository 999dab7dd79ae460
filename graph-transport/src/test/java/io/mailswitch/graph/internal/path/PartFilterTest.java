package io.mailswitch.graph.internal.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartFilterTest {
    private static final String HEADER = "Subject: --b is no delimiter here\r\nContent-Type: multipart/mixed\r\n\r\n";
    private static final String FIRST = "--b\r\nA: 1\r\n\r\nfirst\r\n--bc\r\n--b-\r\n --b\r\n";
    private static final String SECOND = "--b \t\r\n\r\n\r\n";
    private static final String THIRD = "--b\r\n\r\n--x--b\r\n-\r\n--\r\n";
    private static final String END = "--b--\r\nepilogue\r\n--b\r\n";
    private static final String ALL = HEADER + "preamble\r\n" + FIRST + SECOND + THIRD + END;

    private static String filter(String text, int chunk, Set<Integer> wanted) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PartFilter filter = new PartFilter(out, "b", wanted::contains);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i += chunk) {
            filter.write(bytes, i, Math.min(chunk, bytes.length - i));
        }
        filter.finish();
        assertThat(filter.isComplete()).isTrue();
        assertThat(filter.partSizes())
                .containsExactly((long) FIRST.length(), (long) SECOND.length(), (long) THIRD.length());
        long kept = wanted.stream().mapToLong(filter.partSizes()::get).sum();
        long filler = wanted.isEmpty() ? filter.emptyPart().length : 0;
        assertThat(filter.frameSize() + kept + filler).isEqualTo(out.size());
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 64, 10_000})
    void partsAreKeptAndLeftOut_howeverTheyAreCut(int chunk) throws IOException {
        assertThat(filter(ALL, chunk, Set.of(0, 1, 2))).isEqualTo(ALL);
        assertThat(filter(ALL, chunk, Set.of(0, 2))).isEqualTo(HEADER + "preamble\r\n" + FIRST + THIRD + END);
        assertThat(filter(ALL, chunk, Set.of(1))).isEqualTo(HEADER + "preamble\r\n" + SECOND + END);
        assertThat(filter(ALL, chunk, Set.of()))
                .isEqualTo(HEADER + "preamble\r\n--b\r\nContent-Type: text/plain\r\n\r\n\r\n" + END);
    }

    @Test
    void lastLineWithoutEndIsPassedOn() throws IOException {
        String text = HEADER + FIRST + SECOND + THIRD + "--b--";
        assertThat(filter(text, 3, Set.of(0, 1, 2))).isEqualTo(text);
    }

    @Test
    void missingEndIsNoticed() throws IOException {
        PartFilter filter = new PartFilter(new ByteArrayOutputStream(), "b", part -> true);
        filter.write((HEADER + FIRST).getBytes(StandardCharsets.ISO_8859_1));
        filter.finish();
        assertThat(filter.isComplete()).isFalse();
    }
}

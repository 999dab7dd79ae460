package io.mailswitch.internal.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CanonicalStreamTest {
    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.frequency(
                Tuple.of(4, "\r"),
                Tuple.of(4, "\n"),
                Tuple.of(4, "\r\n"),
                Tuple.of(2, "a"),
                Tuple.of(2, ".b"),
                Tuple.of(1, ""),
                Tuple.of(1, "é".repeat(300)),
                Tuple.of(1, "x".repeat(17_000)));
    }

    private static String expected(String text) {
        String lines = LineEnds.toCrlf(text);
        return lines.endsWith("\n") || lines.isEmpty() ? lines : lines + "\r\n";
    }

    @Property(seed = "42", tries = 1000)
    void lineEndsAreTheSameHoweverTheMessageIsCut(@ForAll @Size(max = 30) List<@From("pieces") String> pieces)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CanonicalStream stream = new CanonicalStream(out);
        OctetScan scan = new OctetScan();
        CanonicalStream scanned = new CanonicalStream(scan);
        for (String piece : pieces) {
            byte[] octets = piece.getBytes(StandardCharsets.UTF_8);
            stream.write(octets, 0, octets.length);
            for (byte octet : octets) {
                scanned.write(octet);
            }
        }
        stream.finish();
        scanned.finish();

        String text = String.join("", pieces);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected(text));
        assertThat(scan.count()).isEqualTo(out.size());
        assertThat(scan.eightBit()).isEqualTo(text.contains("é"));
    }

    @Test
    void failureOfTheTargetIsRemembered() {
        IOException broken = new IOException("broken pipe");
        CanonicalStream stream = new CanonicalStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw broken;
            }
        });

        assertThatThrownBy(() -> stream.write(new byte[20_000])).isSameAs(broken);
        assertThatThrownBy(stream::rethrowTargetFailure).isSameAs(broken);
    }

    @Test
    void headerOfTheScanEndsAtTheFirstEmptyLine() throws IOException {
        OctetScan scan = new OctetScan();
        scan.write("A: 1\r\n folded\r\nB: é\r\n\r\nC: \u00fcber\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(scan.headerFields()).isEqualTo(2);
        assertThat(scan.internationalHeader()).isTrue();
    }

    @Test
    void headerInAnOldCharsetIsNotInternational() throws IOException {
        for (byte[] octets :
                List.of(new byte[] {(byte) 0xfc}, new byte[] {(byte) 0xc3, 'a'}, new byte[] {(byte) 0x80}, new byte[] {
                    (byte) 0xff
                })) {
            OctetScan scan = new OctetScan();
            scan.write(new byte[] {'A', ':'});
            scan.write(octets);
            scan.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(scan.internationalHeader()).isFalse();
            assertThat(scan.eightBit()).isTrue();
        }
    }
}

package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveredMailTest {
    private static final String TRACE = """
            Return-Path: <a@example.com>
            X-Original-To: b@example.com
            Delivered-To: b2@example.com
            Received: from client (localhost [127.0.0.1])
            \t(using TLSv1.3)
            \tby mail.example.test (Postfix) with ESMTPSA id 1
            """;

    @TempDir
    private Path folder;

    private DeliveredMail read(String stored) throws IOException {
        return DeliveredMail.read(Files.writeString(folder.resolve("mail"), stored, ISO_8859_1));
    }

    @Test
    void traceIsTakenApart() throws IOException {
        DeliveredMail mail = read(TRACE + "\n");

        assertThat(mail.reversePath()).isEqualTo("a@example.com");
        assertThat(mail.recipient()).isEqualTo("b2@example.com");
        assertThat(mail.received())
                .isEqualTo("from client (localhost [127.0.0.1]) (using TLSv1.3)"
                        + " by mail.example.test (Postfix) with ESMTPSA id 1");
    }

    @Test
    void nullReversePathIsEmpty() throws IOException {
        assertThat(read(TRACE.replace("<a@example.com>", "<>")).reversePath()).isEmpty();
    }

    @Test
    void sendersOwnFieldsOfThoseNamesRemain() throws IOException {
        assertThat(new String(
                        read(TRACE + "Received: x\nReturn-Path: <y@z>\n\nbody\n")
                                .content(),
                        ISO_8859_1))
                .isEqualTo("Received: x\r\nReturn-Path: <y@z>\r\n\r\nbody\r\n");
    }

    @Test
    void everyOtherByteRemains() throws IOException {
        StringBuilder bytes = new StringBuilder();
        for (char b = 0; b < 256; b++) {
            bytes.append(b);
        }

        assertThat(new String(read(TRACE + "\n" + bytes).content(), ISO_8859_1))
                .isEqualTo("\r\n" + bytes.toString().replace("\n", "\r\n"));
    }

    @Test
    void missingTraceIsNoticed() {
        assertThatThrownBy(() -> read(TRACE.replace("Delivered-To", "Delivered")))
                .isInstanceOf(RealServerException.class)
                .hasMessageContaining("expected Delivered-To")
                .hasMessageContaining("found Delivered: b2@example.com");
        assertThatThrownBy(() -> read("")).hasMessageContaining("expected Return-Path");
    }
}

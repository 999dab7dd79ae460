package io.mailswitch.springexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The example runs as it is, and the mail stays the same on each way. */
class MoveBootApplicationTest {
    @Test
    void sameApplicationSendsThreeWays() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            MoveBootApplication.main(new String[0]);
        } finally {
            System.setOut(before);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "(?s)dependency swapped, spring.mail.\\* as it was\\s+arrived by smtp, signed in by (LOGIN|PLAIN): Nightly report"
                                + ".*oauth2\\s+arrived by smtp, signed in by XOAUTH2: Nightly report"
                                + ".*graph\\s+arrived by graph.*: Nightly report, multipart/mixed");
    }
}

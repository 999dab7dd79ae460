package io.mailswitch.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Each example runs without any configuration and says what happened. */
class ExamplesTest {
    private interface Main {
        void run(String[] args) throws Exception;
    }

    @Test
    void firstMailArrivesOverTls() throws Exception {
        assertThat(run(FirstMail::main))
                .contains("Nothing is configured")
                .containsPattern("encrypted by: +TLSv1\\.[23]")
                .containsPattern("final reply: +250 ")
                .containsPattern("over: +smtp, TLSv1\\.[23]")
                .containsPattern("Subject: +Disk 91 % full")
                .contains("It was 74 % last week.");
    }

    @Test
    void htmlArrivesWithImageAndFile() throws Exception {
        assertThat(run(HtmlWithImageAndAttachment::main))
                .containsPattern("structure: +multipart/mixed")
                .contains("dot.png, image/png, 70 bytes")
                .containsPattern("report\\S*\\.csv, text/csv, 18 bytes");
    }

    @Test
    void checkTellsTlsCertificateAndExtensions() throws Exception {
        assertThat(run(CheckConfiguration::main))
                .contains("smtp: ready to send")
                .containsPattern("tls: TLSv1\\.[23]")
                .contains("certificate-days-left:", "extensions:");
    }

    @Test
    void ownTokenSignsIn() throws Exception {
        assertThat(run(OwnTokenSource::main)).containsPattern("Subject: +Signed in by OAuth");
    }

    @Test
    void manyMailsAreAllAccepted() throws Exception {
        assertThat(run(ManyMails::main)).contains("20 of 20 accepted");
    }

    @Test
    void demoLeavesNoSettingBehind() throws Exception {
        run(FirstMail::main);
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith("mailswitch."));
    }

    private static String run(Main main) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            main.run(new String[0]);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}

package io.mailswitch.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example runs without any configuration, through either transport, and says what happened; the transport alone is switched. */
class ExamplesTest {
    private static final String TRANSPORT = "mailswitch.transport";

    private interface Main {
        void run(String[] args) throws Exception;
    }

    @AfterEach
    void useDefaultTransport() {
        System.clearProperty(TRANSPORT);
    }

    @Test
    void sameMailArrivesByBothTransports() throws Exception {
        assertThat(run(SwitchByConfiguration::main))
                .containsPattern("(?s)mailswitch.transport=smtp.*final reply: +250 .*over: +smtp, TLSv1\\.[23]"
                        + ".*Subject: +Disk 91 % full – Größe prüfen.*multipart/alternative"
                        + ".*mailswitch.transport=graph.*final reply: +202 .*over: +graph, TLSv1\\.[23]"
                        + ".*Subject: +Disk 91 % full – Größe prüfen.*multipart/alternative");
    }

    @Test
    void legacyProgramMovesInFourSteps() throws Exception {
        assertThat(run(MoveLegacyProgram::main))
                .containsPattern(
                        "(?s)before: Angus alone\\s+arrived by smtp, TLSv1\\.[23], signed in by LOGIN: Nightly report"
                                + ".*one dependency more.*\\s+arrived by smtp, TLSv1\\.3, signed in by LOGIN: Nightly report"
                                + ".*oauth2.*\\s+arrived by smtp, TLSv1\\.3, signed in by XOAUTH2: Nightly report"
                                + ".*graph\\s+arrived by graph, TLSv1\\.3, .*: Nightly report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void firstMailArrivesOverTls(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        assertThat(run(FirstMail::main))
                .contains("Nothing is configured")
                .containsPattern("encrypted by: +TLSv1\\.[23]")
                .containsPattern("final reply: +2(50|02) ")
                .containsPattern("over: +" + transport + ", TLSv1\\.[23]")
                .containsPattern("Subject: +Disk 91 % full")
                .contains("It was 74 % last week.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void htmlArrivesWithImageAndFile(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        assertThat(run(HtmlWithImageAndAttachment::main))
                .containsPattern("over: +" + transport)
                .containsPattern("structure: +multipart/mixed")
                .contains("dot.png, image/png, 70 bytes")
                .containsPattern("report\\S*\\.csv, text/csv, 18 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void checkFindsNothingWrong(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        assertThat(run(CheckConfiguration::main)).contains(transport + ": ready to send");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void ownTokenSignsIn(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        assertThat(run(OwnTokenSource::main))
                .containsPattern("over: +" + transport)
                .containsPattern("Subject: +Signed in by OAuth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void ownCredentialSignsIn(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        assertThat(run(OwnCredential::main))
                .containsPattern("over: +" + transport)
                .containsPattern("Subject: +Signed in by our own credential");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void manyMailsAreAllAccepted(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        assertThat(run(ManyMails::main)).contains("20 of 20 accepted by " + transport);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void largeAttachmentArrives(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        assertThat(run(LargeAttachment::main)).contains("scan.bin, application/octet-stream, 10000000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void sharedMailboxIsTheAuthor(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        assertThat(run(SharedMailbox::main)).containsPattern("From: +Support <support@example.com>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void entraTokensOpenSmtp_andGraph(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        assertThat(run(OauthOnSmtp::main))
                .containsPattern("over: +" + transport)
                .containsPattern("Subject: +No password was used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void eachCredentialSignsIn(String transport) throws Exception {
        System.setProperty(TRANSPORT, transport);
        String printed = run(Credentials::main);
        for (String kind : List.of(
                "client secret", "certificate in PEM", "certificate in PFX", "workload identity", "device code")) {
            assertThat(printed).containsPattern("Subject: +Signed in by " + kind);
        }
        assertThat(printed.split("over: +" + transport, -1)).hasSize(6);
    }

    @Test
    void twoFilesDifferInOneLine() throws Exception {
        assertThat(run(TwoConfigurationFiles::main))
                .containsPattern("(?s)by smtp.properties.*over: +smtp.*One line differs"
                        + ".*by graph.properties.*over: +graph.*One line differs");
    }

    /** Whatever is added has to be here too, and to be moved by that one setting alone. */
    @ParameterizedTest
    @MethodSource("programs")
    void everyExampleGoesByTheTransportThatIsSet(String name) throws Exception {
        Method main = Class.forName("io.mailswitch.examples." + name).getMethod("main", String[].class);
        for (String transport : List.of("smtp", "graph")) {
            System.setProperty(TRANSPORT, transport);
            String printed = run(args -> main.invoke(null, (Object) args));
            String other = transport.equals("smtp") ? "graph" : "smtp";
            assertThat(printed).containsPattern("\\b" + transport + "\\b").doesNotContainPattern("over: +" + other);
        }
    }

    static Stream<String> programs() throws IOException {
        Set<String> bothByThemselves =
                Set.of("SwitchByConfiguration", "TwoConfigurationFiles", "MoveLegacyProgram", "LegacyProgram");
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/mailswitch/examples"))) {
            return files
                    .filter(file -> {
                        try {
                            return Files.readString(file).contains("public static void main(");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !bothByThemselves.contains(name))
                    .sorted()
                    .toList()
                    .stream();
        }
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

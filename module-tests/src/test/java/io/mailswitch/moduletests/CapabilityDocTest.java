package io.mailswitch.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Feature;
import io.mailswitch.MailSender;
import io.mailswitch.TransportCapabilities;
import io.mailswitch.TransportCapabilities.Support;
import io.mailswitch.TransportCapabilities.Treatment;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spi.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's table of what each transport carries is made from the transports themselves. */
class CapabilityDocTest {
    private static final Path README = Path.of("..", "README.md");
    private static final String BEGIN = "<!-- capabilities: generated, see CONTRIBUTING.md -->\n";
    private static final String END = "<!-- end of capabilities -->\n";
    private static final Map<String, Map<String, String>> SETTINGS = Map.of(
            "smtp",
            Map.of("mailswitch.smtp.host", "mail.example.com", "mailswitch.smtp.auth", "none"),
            "graph",
            Map.of("mailswitch.graph.mailbox", "alerts@example.com"));

    @Test
    void tableSaysWhatTheTransportsDo() throws IOException {
        String page = Files.readString(README);
        String fresh =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(README, fresh);
            return;
        }
        assertThat(page)
                .as("the capability table is out of date: run mvn test -pl module-tests -am -Dtest=CapabilityDocTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.rewrite=true")
                .isEqualTo(fresh);
    }

    private static String table() {
        List<TransportCapabilities> transports = new ArrayList<>();
        for (String name : List.of("smtp", "graph")) {
            try (MailSender sender = MailSender.builder()
                    .config(MailConfig.of(SETTINGS.get(name)).with("mailswitch.transport", name))
                    .tokenSource(request -> AccessToken.of("none", Instant.EPOCH))
                    .open()) {
                transports.add(sender.capabilities());
            }
        }
        StringBuilder text = new StringBuilder("\n| |");
        transports.forEach(it -> text.append(' ').append(it.transport()).append(" |"));
        text.append("\n|---|").append("---|".repeat(transports.size())).append('\n');
        for (Feature feature : Feature.values()) {
            text.append("| ").append(feature.title()).append(" |");
            transports.forEach(
                    it -> text.append(' ').append(cell(it.of(feature))).append(" |"));
            text.append('\n');
        }
        return text.append('\n').toString();
    }

    private static String cell(Support support) {
        String word = word(support.treatment());
        return support.note().isEmpty()
                ? word
                : word + ": " + support.note().replace("|", "\\|").replace("<", "&lt;");
    }

    private static String word(Treatment treatment) {
        return switch (treatment) {
            case KEPT -> "kept";
            case SERVER_DEPENDENT -> "if the server offers it";
            case CHANGED -> "changed";
            case UNSUPPORTED -> "**no**";
        };
    }
}

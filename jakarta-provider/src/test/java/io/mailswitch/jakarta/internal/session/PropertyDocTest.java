package io.mailswitch.jakarta.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of docs/jakarta-mail-properties.md are made from the code. */
class PropertyDocTest {
    private static final Path PAGE = Path.of("..", "docs", "jakarta-mail-properties.md");
    private static final String MARK = "<!-- properties: generated, see CONTRIBUTING.md -->\n";

    @Test
    void pageSaysWhatTheCodeDoes() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(MARK);
        String fresh = page.substring(0, page.indexOf(MARK)) + MARK + tables();
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(PAGE, fresh);
            return;
        }

        assertThat(page)
                .as(
                        "%s is out of date: run mvn test -pl jakarta-provider -am -Dtest=PropertyDocTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.rewrite=true",
                        PAGE)
                .isEqualTo(fresh);
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        for (PropertyTable.Group group : PropertyTable.groups()) {
            text.append("\n### ").append(group.title()).append("\n\n");
            text.append("| `mail.smtp.` | is | |\n|---|---|---|\n");
            for (PropertyRow row : group.rows()) {
                text.append("| `")
                        .append(row.name())
                        .append("` | ")
                        .append(row.treatment())
                        .append(" | ")
                        .append(row.effect().replace("<", "&lt;"))
                        .append(". |\n");
            }
        }
        return text.toString();
    }
}

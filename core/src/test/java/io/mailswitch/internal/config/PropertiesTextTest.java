package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.ConfigProblem;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailswitch.a=1",
                "mailswitch.a:1",
                "mailswitch.a 1",
                "  mailswitch.a =  1",
                "mailswitch.a",
                "mailswitch.a=",
                "! note\n# note\\\nmailswitch.a=1",
                "mailswitch.a=1\\\n  2\\\n#3",
                "mailswitch.a=1\\\\\nmailswitch.b=2",
                "mailswitch.a=1\r\nmailswitch.b=2\rmailswitch.c=3",
                "mailswitch.\\u0061=\\u00e9\\=\\:\\#\\!\\ ",
                "mailswitch.a=1\\",
                "\\\nmailswitch.a=1",
                "\n\n  \\\n\n mailswitch.a=1",
            })
    void readsWhatThePlatformReads(String text) throws Exception {
        Properties expected = new Properties();
        expected.load(new StringReader(text));

        Layer layer = PropertiesText.parse("f", false, text);

        assertThat(layer.problems()).isEmpty();
        Properties read = new Properties();
        layer.entries().forEach(entry -> read.setProperty(entry.name(), entry.value()));
        expected.replaceAll((key, value) -> ((String) value).strip());
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void entryKnowsTheLineItBeginsIn() {
        Layer layer = PropertiesText.parse("f", false, "# one\n\nmailswitch.a=\\\n  1\nmailswitch.b=2");

        assertThat(layer.entries()).extracting(Entry::origin).containsExactly("f line 3", "f line 5");
    }

    @Test
    void secondSettingOfOneNameIsReported() {
        Layer layer = PropertiesText.parse("f", false, "mailswitch.a=1\nmailswitch.b=2\nmailswitch.a=1");

        assertThat(layer.problems())
                .singleElement()
                .hasToString("mailswitch.a (from f line 3): is set in line 1 already; keep one of the two");
        assertThat(layer.entries()).extracting(Entry::value).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailswitch.a=C:\\certs\\ca.pem", "mailswitch.a=p\\w"})
    void loneBackslashIsReported_notDropped(String text) {
        assertThat(PropertiesText.parse("f", false, text).problems())
                .singleElement()
                .hasToString("mailswitch.a (from f line 1): has a lone backslash, which a properties file drops; "
                        + "write it twice, or / in a path");
    }

    @Test
    void malformedUnicodeEscapeIsReported() {
        assertThat(PropertiesText.parse("f", false, "x=1\nmailswitch.a=\\u00g1").problems())
                .singleElement()
                .extracting(ConfigProblem::key)
                .isEqualTo("f line 2");
    }

    @Test
    void whatBelongsToOthersIsLeftAlone() {
        Layer layer = PropertiesText.parse("f", false, "app.path=C:\\temp\napp.path=x\nbad=\\uzzzz\napp.name=y");

        assertThat(layer.problems()).isEmpty();
    }

    @Test
    void brokenOffPieceOfASecretIsNotShown() {
        String text = "mailswitch.smtp.password=-----BEGIN\nMIIEvQIBADAN\nMIIEvQIBADAN";

        assertThat(PropertiesText.parse("mailswitch.properties", true, text).problems())
                .singleElement()
                .hasToString("mailswitch.properties line 3: " + "is set in line 2 already; keep one of the two");
    }
}

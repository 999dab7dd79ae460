package io.mailswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiFormsTest {
    private static final Pattern DOT_ATOM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final String LETTERS = "aZ09.-_+@\" é(<[\\,:;\t\u0000";

    @Test
    void saysTheSameAsTheGrammar() {
        Random random = new Random(1);
        int atoms = 0;
        int domains = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = random(random);
            boolean atom = DOT_ATOM.matcher(text).matches();
            boolean domain = DOMAIN.matcher(text).matches();
            assertThat(AsciiForms.isDotAtom(text)).as(text).isEqualTo(atom);
            assertThat(AsciiForms.isDomain(text)).as(text).isEqualTo(domain);
            atoms += atom ? 1 : 0;
            domains += domain ? 1 : 0;
        }
        assertThat(atoms).isPositive();
        assertThat(domains).isPositive();
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(7);
        int variety = 3 + random.nextInt(LETTERS.length() - 2);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(variety)));
        }
        return text.toString();
    }

    @Test
    void labelHasAtMostSixtyThreeOctets() {
        assertThat(AsciiForms.isDomain("a".repeat(63) + ".example")).isTrue();
        assertThat(AsciiForms.isDomain("a".repeat(64) + ".example")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ops@example.com, true",
        "o.p+s@localhost, true",
        "a@b@example.com, false",
        "@example.com, false",
        "ops@, false",
        "ops, false",
        "Ops <ops@example.com>, false",
        "ops@[192.0.2.1], false",
        "'ops@example.com,dev@example.com', false",
    })
    void knowsAnAddressThatIsNothingElse(String text, boolean known) {
        assertThat(AsciiForms.isAddress(text)).isEqualTo(known);
        if (known) {
            assertThat(Mailbox.parse(text)).isEqualTo(Mailbox.of(EmailAddress.of(text)));
        }
    }
}

package io.mailswitch.internal.recipients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mailswitch.EmailAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientPatternTest {
    @ParameterizedTest
    @CsvSource({
        "*@contoso.com, ops@contoso.com, true",
        "*@contoso.com, OPS@Contoso.COM, true",
        "*@contoso.com, ops@contoso.com.example.com, false",
        "*@contoso.com, ops@xcontoso.com, false",
        "*@contoso.com, ops@mail.contoso.com, false",
        "*@*.contoso.com, ops@mail.contoso.com, true",
        "*@*.contoso.com, ops@contoso.com, false",
        "ops-?@contoso.com, ops-1@contoso.com, true",
        "ops-?@contoso.com, ops-12@contoso.com, false",
        "a.b@contoso.com, axb@contoso.com, false",
        "o*s+*@contoso.com, ops+test@contoso.com, true",
        "*@bücher.example, a@xn--bcher-kva.example, true",
        "*@xn--bcher-kva.example, a@bücher.example, true",
        "*@[192.0.2.*], a@[192.0.2.1], true",
        "***********a@contoso.com, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb@contoso.com, false"
    })
    void globStaysOnItsSideOfTheAtSign(String pattern, String address, boolean matches) {
        assertThat(RecipientPattern.parse(pattern).matches(EmailAddress.of(address)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "contoso.com",
                "@contoso.com",
                "ops@",
                "a b@contoso.com",
                "a@b@contoso.com",
                "a@con toso",
                "*@b*ücher.example",
                "a@conto_so.com",
                "a@contoso.com;b@x",
                "a\u0000@contoso.com"
            })
    void whatIsNoPatternIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RecipientPattern.parse(text));
    }
}

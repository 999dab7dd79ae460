package io.mailswitch.smtp.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsTest {
    private static Extensions of(String... lines) {
        List<String> all = new ArrayList<>(List.of("mail.example.com Hello"));
        all.addAll(List.of(lines));
        return Extensions.of(Reply.smtp(250, null, all));
    }

    @Test
    void exchangeOnline() {
        Extensions extensions = of(
                "SIZE 157286400",
                "PIPELINING",
                "DSN",
                "ENHANCEDSTATUSCODES",
                "AUTH LOGIN XOAUTH2",
                "8BITMIME",
                "SMTPUTF8");

        assertThat(extensions.maxMessageBytes()).hasValue(157_286_400);
        assertThat(extensions.mechanisms()).containsExactly("LOGIN", "XOAUTH2");
        assertThat(extensions.has("DSN")).isTrue();
        assertThat(extensions.has("STARTTLS")).isFalse();
        assertThat(extensions.keywords()).startsWith("SIZE", "PIPELINING");
    }

    @Test
    void letterCaseDoesNotMatter_andOldFormIsRead() {
        Extensions extensions = of("size 10", "auth=login plain", "Auth Plain XOAuth2", "StartTLS", "");

        assertThat(extensions.maxMessageBytes()).hasValue(10);
        assertThat(extensions.mechanisms()).containsExactly("LOGIN", "PLAIN", "XOAUTH2");
        assertThat(extensions.has("STARTTLS")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE", "SIZE 0", "SIZE x", "SIZE -1", "SIZE 99999999999999999999", "PIPELINING"})
    void noBound(String line) {
        // RFC 1870 §4: zero and no number mean no fixed maximum
        assertThat(of(line).maxMessageBytes()).isEmpty();
    }

    @Test
    void greetingLineIsNoExtension() {
        assertThat(Extensions.of(Reply.smtp(250, null, List.of("STARTTLS"))).keywords())
                .isEmpty();
    }
}

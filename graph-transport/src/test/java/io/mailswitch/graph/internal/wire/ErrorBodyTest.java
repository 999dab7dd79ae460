package io.mailswitch.graph.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorBodyTest {
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(
                        "{\"error\":{\"code\":\"A\",\"message\":\"m\",\"innerError\":{\"request-id\":\"r-1\"}}}",
                        "A",
                        null,
                        "m",
                        "r-1"),
                Arguments.of(
                        "{\"error\":{\"code\":\"A\",\"message\":\"m\",\"innererror\":{\"code\":\"B\"}}}",
                        "A",
                        "B",
                        "m",
                        null),
                Arguments.of("{\"error\":{\"code\":\"A\"}}", "A", null, "", null),
                Arguments.of("{\"error\":{}}", null, null, "", null),
                Arguments.of("{\"error\":{\"code\":5,\"message\":[]}}", null, null, "", null),
                Arguments.of("{\"error\":{\"code\":\"a b\\r\\nc\",\"message\":\"m\"}}", null, null, "m", null),
                Arguments.of(
                        "{\"error\":\"invalid_client\",\"error_description\":\"d\"}",
                        "invalid_client",
                        null,
                        "d",
                        null),
                Arguments.of("{\"message\":\"m\"}", null, null, "m", null),
                Arguments.of("{\"x\":1}", null, null, "{\"x\":1}", null),
                Arguments.of("[1]", null, null, "[1]", null),
                Arguments.of("\"text\"", null, null, "\"text\"", null),
                Arguments.of("{\"error\":{\"code\":\"A\",", null, null, "{\"error\":{\"code\":\"A\",", null),
                Arguments.of("", null, null, "", null),
                Arguments.of(" \r\n", null, null, "", null),
                Arguments.of("upstream down", null, null, "upstream down", null),
                Arguments.of(
                        "<html><head><title>502 Bad\r\n Gateway</title></head>", null, null, "502 Bad Gateway", null),
                Arguments.of("<html><body><h1>Bad</h1> day</body></html>", null, null, "Bad day", null),
                Arguments.of("<" + "x".repeat(600), null, null, null, null),
                Arguments.of("[".repeat(60_000), null, null, null, null),
                Arguments.of("{\"error\":" + "[".repeat(60_000), null, null, null, null),
                Arguments.of("\u0000\u001b[2J", null, null, "[2J", null));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anyBodyIsRead(String body, String code, String innerCode, String message, String requestId) {
        ErrorBody error = ErrorBody.parse(body);

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.innerCode()).isEqualTo(innerCode);
        assertThat(error.requestId()).isEqualTo(requestId);
        assertThat(error.message().length()).isLessThanOrEqualTo(501);
        if (message != null) {
            assertThat(error.message()).isEqualTo(message);
        }
    }

    @Test
    void addressesAndTokensAreMasked() {
        String text = ErrorBody.parse(
                        "{\"error\":{\"message\":\"The requested user 'a.b@contoso.com' is invalid; Bearer "
                                + "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln was <x@y.example>\"}}")
                .message();

        assertThat(text)
                .isEqualTo("The requested user '<address>' is invalid; Bearer <token> was <<address>>")
                .doesNotContain("eyJ");
    }
}

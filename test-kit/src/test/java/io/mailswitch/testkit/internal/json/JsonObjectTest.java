package io.mailswitch.testkit.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    @Test
    void everythingIsRead() {
        JsonObject json = read(
                " {\"s\": \"a\\u00e9\\n\\\"\\ud83d\\ude00\", \"n\": -12, \"b\": true, \"z\": null, \"o\": {\"x\": []},\n \"l\": [{\"y\": 1e2}], \"t\": [\"u\"]} ");

        assertThat(json.string("s")).contains("aé\n\"😀");
        assertThat(json.integer("n")).contains(-12L);
        assertThat(json.bool("b")).contains(true);
        assertThat(json.has("z")).isTrue();
        assertThat(json.string("z")).isEmpty();
        assertThat(json.object("o").orElseThrow().objects("x")).isEmpty();
        assertThat(json.objects("l").get(0).integer("y")).contains(100L);
        assertThat(json.strings("t")).containsExactly("u");
        assertThat(json.names()).containsExactly("s", "n", "b", "z", "o", "l", "t");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        JsonObject json = new JsonObject()
                .put("s", "\"\\\u0001é😀</")
                .put("l", List.of(1, true, new JsonObject()))
                .put("e", List.of())
                .put("z", null);

        JsonObject again = JsonObject.read(json.toBytes());

        assertThat(again).hasToString(json.toString());
        assertThat(again.string("s")).contains("\"\\\u0001é😀</");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"b}",
                "{\"a\":[1,]}",
                "{\"a\":1 \"b\":2}"
            })
    void nonsenseIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void depthAndEncodingAreBounded() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}"))
                .hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> JsonObject.read("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void wrongTypeIsRefused() {
        JsonObject json = read("{\"a\":1.5,\"l\":[1]}");

        assertThatThrownBy(() -> json.string("a")).hasMessage("a is no string");
        assertThatThrownBy(() -> json.integer("a")).hasMessage("a is no whole number");
        assertThatThrownBy(() -> json.strings("l")).hasMessageContaining("no string");
        assertThatThrownBy(() -> json.objects("l")).hasMessageContaining("no object");
        assertThatThrownBy(() -> json.object("l")).hasMessage("l is no object");
    }

    private static JsonObject read(String text) {
        return JsonObject.read(text.getBytes(StandardCharsets.UTF_8));
    }
}

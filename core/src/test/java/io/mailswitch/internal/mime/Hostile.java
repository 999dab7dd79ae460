package io.mailswitch.internal.mime;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Text that nobody would write by hand, except to do harm. */
final class Hostile {
    private static final String[] SPECIALS = {
        "\r",
        "\n",
        "\r\n",
        "\0",
        "\t",
        " ",
        "  ",
        "\u0085",
        "\u2028",
        "\u00a0",
        "\ufeff",
        "\u010a",
        "\u010d",
        "\ud83d",
        "\ude00",
        "\ud83d\ude00",
        "é",
        "ß",
        "長",
        "=?",
        "?=",
        "=?utf-8?q?a?=",
        "\"",
        "\\",
        "<",
        ">",
        "(",
        ")",
        ",",
        ";",
        ":",
        "@",
        ".",
        "..",
        "[",
        "]",
        "%",
        "'",
        "*",
        "=",
        "_",
        "a",
        "B",
        "9",
        "-",
        "\u0130",
        "\u202e",
        "xn--",
        "\u001b",
        "\u007f"
    };

    private Hostile() {}

    /** Returns short texts of such pieces, long words now and then. */
    static Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of(SPECIALS)),
                Tuple.of(10, Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12)),
                Tuple.of(2, Arbitraries.strings().ofMinLength(1).ofMaxLength(5)),
                Tuple.of(1, Arbitraries.integers().between(50, 1200).map(count -> "w".repeat(count))));
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    /** Returns texts that most fields take: no control character, no half of a pair. */
    static Arbitrary<String> lines() {
        return texts().map(text -> text.codePoints()
                .filter(c -> c >= ' ' && (c < 0x7f || c >= 0xa0) && c != 0x2028 && c != 0x2029)
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }
}

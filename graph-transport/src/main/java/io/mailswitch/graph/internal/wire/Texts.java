package io.mailswitch.graph.internal.wire;

import io.mailswitch.internal.text.WireText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what a server said fit for errors and logs: one line, bounded, without addresses and tokens. */
final class Texts {
    private static final int MAX = 500;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:@]+@[^\\s<>\"'(),;:@]+");
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}(\\.[A-Za-z0-9_-]*)*");
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>(.{0,300}?)</title", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]{0,500}>");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Texts() {}

    static String safe(String text) {
        String line = BLANKS.matcher(WireText.printable(text, 4 * MAX))
                .replaceAll(" ")
                .strip();
        String masked =
                ADDRESS.matcher(TOKEN.matcher(line).replaceAll("<token>")).replaceAll("<address>");
        return WireText.printable(masked, MAX);
    }

    /** Returns the title of a page, or its text where it has none. */
    static String ofPage(String html) {
        Matcher title = TITLE.matcher(html);
        return safe(title.find() ? title.group(1) : TAG.matcher(html).replaceAll(" "));
    }
}

package io.mailswitch.internal.config;

import io.mailswitch.ConfigProblem;
import io.mailswitch.internal.text.WireText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects problems in the order in which they are found, each once. */
final class Problems {
    private static final int MAX_SHOWN = 120;
    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^/?#\\s:@]*):[^/?#\\s]*@");

    private final Set<ConfigProblem> found = new LinkedHashSet<>();

    void add(String key, @Nullable String value, @Nullable String origin, String problem, String instead) {
        found.add(at(key, value == null ? null : shown(value), origin, problem, instead));
    }

    /** Makes a problem; the origin is left out where the place already stands for a key that cannot be shown. */
    static ConfigProblem at(
            String key, @Nullable String value, @Nullable String origin, String problem, String instead) {
        return new ConfigProblem(key, value, key.equals(origin) ? null : origin, problem, instead);
    }

    void addAll(Collection<ConfigProblem> problems) {
        found.addAll(problems);
    }

    boolean any() {
        return !found.isEmpty();
    }

    List<ConfigProblem> list() {
        return List.copyOf(found);
    }

    /** Makes a value fit for an error or a report: one line, bounded, and without the password of a URL. */
    static String shown(String value) {
        return WireText.printable(URL_PASSWORD.matcher(value).replaceAll("$1:***@"), MAX_SHOWN);
    }
}

package io.mailswitch.internal.config;

import io.mailswitch.ConfigProblem;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a properties file line by line, so that every setting knows its line, and two of one name are noticed. The grammar is
 * that of {@link Properties#load(java.io.Reader)}, which reads each logical line; a lone backslash, which that silently drops, is an error.
 */
final class PropertiesText {
    private static final String ESCAPABLE = "tnrfu\\:=#! ";

    private final String file;
    private final boolean dedicated;
    private final List<Entry> entries = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private PropertiesText(String file, boolean dedicated) {
        this.file = file;
        this.dedicated = dedicated;
    }

    /**
     * Reads a file's text.
     *
     * @param file the name of the file in origins and problems
     * @param dedicated whether the file holds nothing but settings of Mailswitch
     * @param text the text
     * @return what it sets and what is wrong with it
     */
    static Layer parse(String file, boolean dedicated, String text) {
        PropertiesText parsed = new PropertiesText(file, dedicated);
        parsed.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
        return new Layer(file, dedicated, parsed.entries, parsed.problems);
    }

    private void read(String text) {
        StringBuilder logical = new StringBuilder();
        int start = 0;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (logical.isEmpty()) {
                start = number;
                if (isBlankOrComment(line)) {
                    continue;
                }
            }
            logical.append(line);
            if (continues(line)) {
                logical.append('\n');
            } else {
                add(start, logical.toString());
                logical.setLength(0);
            }
        }
        if (!logical.isEmpty()) {
            add(start, logical.toString());
        }
    }

    private static boolean isBlankOrComment(String line) {
        String content = line.strip();
        return content.isEmpty() || content.startsWith("#") || content.startsWith("!");
    }

    private static boolean continues(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    private void add(int number, String logical) {
        String place = file + " line " + number;
        Properties one = new Properties();
        try {
            one.load(new StringReader(logical));
        } catch (IllegalArgumentException e) {
            if (dedicated || logical.contains(Names.PREFIX)) {
                report(
                        place,
                        null,
                        "has a malformed \\u escape",
                        "write four hexadecimal digits after it, or \\\\ for a backslash");
            }
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String name : one.stringPropertyNames()) {
            add(number, place, name, one.getProperty(name), logical);
        }
    }

    private void add(int number, String place, String name, String value, String logical) {
        if (name.isEmpty() && value.isEmpty()) {
            return; // a lone continuation
        }
        if (!dedicated && !Names.nearPrefix(name)) {
            return; // somebody else's
        }
        Integer earlier = lines.putIfAbsent(name, number);
        if (earlier != null) {
            report(Names.shown(name, place), place, "is set in line " + earlier + " already", "keep one of the two");
        } else if (hasLoneBackslash(logical)) {
            report(
                    Names.shown(name, place),
                    place,
                    "has a lone backslash, which a properties file drops",
                    "write it twice, or / in a path");
        } else {
            entries.add(Entry.of(name, value, place));
        }
    }

    private void report(String key, @Nullable String origin, String problem, String instead) {
        problems.add(Problems.at(key, null, origin, problem, instead));
    }

    private static boolean hasLoneBackslash(String logical) {
        for (int i = 0; i < logical.length(); i++) {
            if (logical.charAt(i) == '\\') {
                i++;
                if (i < logical.length() && logical.charAt(i) != '\n' && ESCAPABLE.indexOf(logical.charAt(i)) < 0) {
                    return true;
                }
            }
        }
        return false;
    }
}

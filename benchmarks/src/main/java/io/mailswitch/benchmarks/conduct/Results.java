package io.mailswitch.benchmarks.conduct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that was measured. Not thread-safe. */
public final class Results {
    private final Map<Key, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<String, List<Double>> firstMails = new LinkedHashMap<>();
    private final Map<String, String> heaps = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** What a table is about. */
    public enum Setting {
        /** SMTP with PIPELINING and CHUNKING. */
        SMTP,
        /** SMTP with PIPELINING alone. */
        SMTP_PIPELINING,
        /** A batch of {@value Plan#THOUSAND} by SMTP with PIPELINING and CHUNKING. */
        SMTP_THOUSAND,
        /** The same with PIPELINING alone. */
        SMTP_PIPELINING_THOUSAND,
        /** SMTP with neither. */
        SMTP_PLAIN,
        /** Graph. */
        GRAPH
    }

    /**
     * Where a sample belongs.
     *
     * @param setting the table
     * @param scenario the column
     * @param contender the row
     */
    public record Key(Setting setting, Scenario scenario, String contender) {}

    void add(Key key, Sample sample) {
        samples.computeIfAbsent(key, k -> new ArrayList<>()).add(sample);
    }

    void addFirstMail(String contender, double seconds) {
        firstMails.computeIfAbsent(contender, k -> new ArrayList<>()).add(seconds);
    }

    void setHeap(String contender, String found) {
        heaps.put(contender, found);
    }

    void note(String what) {
        notes.add(what);
    }

    /**
     * Returns the medians of a contender in a scenario.
     *
     * @param setting the table
     * @param scenario the column
     * @param contender the row
     * @return the medians, or empty where nothing was measured
     */
    public Optional<Sample> median(Setting setting, Scenario scenario, String contender) {
        return Optional.ofNullable(samples.get(new Key(setting, scenario, contender)))
                .map(Sample::median);
    }

    /**
     * Returns the scenarios of a table.
     *
     * @param setting the table
     * @return in the order of the plan
     */
    public List<Scenario> scenarios(Setting setting) {
        return samples.keySet().stream()
                .filter(key -> key.setting() == setting)
                .map(Key::scenario)
                .distinct()
                .toList();
    }

    /**
     * Returns how long it took from the start of a JVM to its first accepted mail.
     *
     * @return the median in seconds by contender
     */
    public Map<String, Double> firstMails() {
        Map<String, Double> medians = new LinkedHashMap<>();
        firstMails.forEach((contender, seconds) -> medians.put(contender, Sample.middle(seconds)));
        return medians;
    }

    /**
     * Returns the smallest heap that was enough for a large attachment.
     *
     * @return what was found by contender
     */
    public Map<String, String> heaps() {
        return Collections.unmodifiableMap(heaps);
    }

    /**
     * Returns what went wrong or needs to be known.
     *
     * @return a sentence each
     */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}

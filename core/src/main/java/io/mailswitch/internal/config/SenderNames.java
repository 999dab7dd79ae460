package io.mailswitch.internal.config;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.config.MailConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the senders that a configuration names. */
public final class SenderNames {
    private final Problems problems = new Problems();
    private final Set<String> names = new TreeSet<>();

    private SenderNames() {}

    /**
     * Finds the names. A variable of the environment cannot name a sender, since nobody can tell where in {@code BULK_SMTP_HOST} its name
     * ends; it can set more for one that another source names.
     *
     * @param config the configuration
     * @return the names in alphabetical order, at least one
     * @throws ConfigurationException when there is none, or a name is no name
     */
    public static Set<String> of(MailConfig config) {
        SenderNames found = new SenderNames();
        List<Entry> entries = ConfigAccess.settings(config).layers().stream()
                .flatMap(layer -> layer.entries().stream())
                .toList();
        entries.stream().filter(entry -> !entry.variable()).forEach(found::key);
        entries.stream().filter(Entry::variable).forEach(found::variable);
        if (found.names.isEmpty() && !found.problems.any()) {
            found.problems.add(
                    Names.SENDERS + "*",
                    null,
                    null,
                    "names no sender",
                    "write settings such as " + Names.SENDERS
                            + "alerts.from, or open the only sender by MailSender.open()");
        }
        if (found.problems.any()) {
            throw new ConfigurationException(found.problems.list());
        }
        return found.names;
    }

    private void key(Entry entry) {
        if (!entry.name().startsWith(Names.SENDERS)) {
            return;
        }
        String rest = entry.name().substring(Names.SENDERS.length());
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        if (dot < 0 || !name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            problems.add(
                    Names.shown(entry.name(), entry.origin()),
                    null,
                    entry.origin(),
                    dot < 0 ? "sets nothing of a sender" : "names a sender by what is no lower-case kebab",
                    "write such as " + Names.SENDERS + "bulk-mail.from");
        } else {
            names.add(name);
        }
    }

    private void variable(Entry entry) {
        String prefix = Names.variable(Names.SENDERS);
        boolean known =
                names.stream().anyMatch(name -> entry.name().startsWith(Names.variable(Names.SENDERS + name + '.')));
        if (entry.name().startsWith(prefix) && !known) {
            problems.add(
                    Names.shown(entry.name(), entry.origin()),
                    null,
                    entry.origin(),
                    "belongs to no sender that another source names",
                    "write a setting of that sender, such as " + Names.SENDERS + "alerts.from, into a file");
        }
    }

    /**
     * Names the sender in problems that do not say where they come from, such as a setting that is missing.
     *
     * @param sender the sender
     * @param found what is wrong with it
     * @return the same problems, told of that sender where they could be of any
     */
    public static List<ConfigProblem> told(String sender, List<ConfigProblem> found) {
        List<ConfigProblem> told = new ArrayList<>();
        for (ConfigProblem problem : new LinkedHashSet<>(found)) {
            boolean anybodys = problem.origin() == null
                    && problem.key().startsWith(Names.PREFIX)
                    && !problem.key().startsWith(Names.SENDERS);
            told.add(
                    anybodys
                            ? new ConfigProblem(
                                    Names.SENDERS + sender + '.' + problem.key().substring(Names.PREFIX.length()),
                                    problem.value(),
                                    null,
                                    problem.problem(),
                                    problem.instead())
                            : problem);
        }
        return told;
    }
}

package io.mailswitch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration cannot be used; names every problem at once. Thrown when a sender is opened, before any I/O. */
public final class ConfigurationException extends MailException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // always List.copyOf, which is serializable
    private final List<ConfigProblem> problems;

    /**
     * Makes the exception.
     *
     * @param problems what is wrong, at least one
     * @throws IllegalArgumentException when the list is empty
     */
    public ConfigurationException(List<ConfigProblem> problems) {
        this(
                problems,
                summarize(problems),
                Failure.at(Stage.CONFIGURATION, "")
                        .resend(Resend.AFTER_SETUP)
                        .origin(FailureOrigin.SETUP)
                        .build(),
                null);
    }

    private ConfigurationException(
            List<ConfigProblem> problems, String summary, Failure failure, @Nullable Throwable cause) {
        super(summary, failure, cause);
        this.problems = List.copyOf(problems);
    }

    private static String summarize(List<ConfigProblem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a configuration error needs a problem");
        }
        StringBuilder text = new StringBuilder("Mailswitch configuration has ")
                .append(problems.size())
                .append(problems.size() == 1 ? " problem:" : " problems:");
        problems.forEach(problem -> text.append("\n  ").append(problem));
        return text.toString();
    }

    /**
     * Returns the problems as data, for a program that reports them its own way.
     *
     * @return the problems, at least one, in the order in which they were found
     */
    public List<ConfigProblem> problems() {
        return problems;
    }

    @Override
    public String advice() {
        return problems.stream()
                .map(problem -> problem.key() + ": " + problem.instead())
                .reduce((left, right) -> left + "; " + right)
                .orElse("");
    }

    @Override
    public ConfigurationException with(Failure more) {
        return copied(new ConfigurationException(problems, summary(), more, getCause()));
    }
}

package io.mailswitch.spring.internal.diagnostics;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.MailException;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to change when an application does not start for its mail settings, or because its mail server was asked and refused. */
public final class MailFailureAnalyzer extends AbstractFailureAnalyzer<MailException> {
    /** Called by Boot. */
    public MailFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MailException cause) {
        if (cause instanceof ConfigurationException configuration) {
            return new FailureAnalysis(
                    configuration.summary(),
                    configuration.problems().stream()
                            .map(MailFailureAnalyzer::remedy)
                            .distinct()
                            .collect(Collectors.joining(System.lineSeparator())),
                    cause);
        }
        String answer = cause.reply()
                .map(reply -> System.lineSeparator() + "The server answered: " + reply)
                .orElse("");
        return new FailureAnalysis("Mail cannot be sent: " + cause.summary() + answer, cause.advice(), cause);
    }

    private static String remedy(ConfigProblem problem) {
        return problem.key() + ": " + problem.instead();
    }
}

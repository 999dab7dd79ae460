package io.mailswitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code check()} found: it connects, negotiates TLS and authenticates, and sends nothing. Immutable;
 * {@code toString} is the report that a person reads.
 */
public final class CheckReport {
    /** How much a finding matters. */
    public enum Severity {
        /** Worth knowing. */
        INFO,
        /** Works today; something should be changed before it stops. */
        WARNING,
        /** Mail cannot be sent like this. */
        ERROR
    }

    /**
     * Something that was learnt on the way.
     *
     * @param name what it is, such as {@code tls}
     * @param value what it was, without secrets
     */
    public record Fact(String name, String value) {
        /** Checks that nothing is null. */
        public Fact {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * Something that a person should know.
     *
     * @param severity how much it matters
     * @param text what was found
     * @param advice what to do about it; empty where nothing needs to be done
     */
    public record Finding(Severity severity, String text, String advice) {
        /** Checks that nothing is null. */
        public Finding {
            Objects.requireNonNull(severity, "severity");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(advice, "advice");
        }
    }

    private final String transport;
    private final List<Fact> facts;
    private final List<Finding> findings;
    private final @Nullable MailException failure;

    private CheckReport(Builder builder) {
        transport = builder.transport;
        facts = List.copyOf(builder.facts);
        findings = List.copyOf(builder.findings);
        failure = builder.failure;
    }

    /**
     * Starts a report.
     *
     * @param transport the name of the transport
     * @return an empty builder
     */
    public static Builder builder(String transport) {
        return new Builder(Objects.requireNonNull(transport, "transport"));
    }

    /**
     * Returns a builder with all that is in this report, to add to it.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(transport);
        copy.facts.addAll(facts);
        copy.findings.addAll(findings);
        copy.failure = failure;
        return copy;
    }

    /**
     * Tells whether mail could be sent like this.
     *
     * @return true when no finding is an error
     */
    public boolean ok() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /**
     * Returns the transport that was checked.
     *
     * @return its name
     */
    public String transport() {
        return transport;
    }

    /**
     * Returns what was learnt, in the order in which it was.
     *
     * @return the facts
     */
    public List<Fact> facts() {
        return facts;
    }

    /**
     * Looks a fact up.
     *
     * @param name its name
     * @return the value, or empty where the check did not come that far
     */
    public Optional<String> fact(String name) {
        return facts.stream()
                .filter(fact -> fact.name().equals(name))
                .map(Fact::value)
                .findFirst();
    }

    /**
     * Returns what a person should know.
     *
     * @return the findings in the order in which they were made
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * Returns what ended the check early.
     *
     * @return the failure that a send would meet, or empty where the check came to its end
     */
    public Optional<MailException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns the whole report, a fact or finding a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(transport).append(ok() ? ": ready to send" : ": not ready to send");
        facts.forEach(
                fact -> text.append("\n  ").append(fact.name()).append(": ").append(fact.value()));
        for (Finding finding : findings) {
            text.append("\n  ").append(finding.severity()).append(": ").append(finding.text());
            if (!finding.advice().isEmpty()) {
                text.append("\n    ").append(finding.advice());
            }
        }
        return text.toString();
    }

    /** Collects facts and findings. Not thread-safe. */
    public static final class Builder {
        private final String transport;
        private final List<Fact> facts = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private @Nullable MailException failure;

        private Builder(String transport) {
            this.transport = transport;
        }

        /**
         * Adds a fact.
         *
         * @param name what it is
         * @param value what it was, without secrets
         * @return this
         */
        public Builder fact(String name, String value) {
            facts.add(new Fact(name, value));
            return this;
        }

        /**
         * Adds a finding.
         *
         * @param severity how much it matters
         * @param text what was found
         * @param advice what to do about it; may be empty
         * @return this
         */
        public Builder finding(Severity severity, String text, String advice) {
            findings.add(new Finding(severity, text, advice));
            return this;
        }

        /**
         * Ends the report with a failure, which becomes a finding too.
         *
         * @param cause what a send would have thrown
         * @return this
         */
        public Builder failed(MailException cause) {
            failure = cause;
            String answer = cause.reply()
                    .map(reply -> "; the server answered: " + reply)
                    .orElse("");
            return finding(Severity.ERROR, cause.summary() + answer, cause.advice());
        }

        /**
         * Makes the report.
         *
         * @return an immutable report
         */
        public CheckReport build() {
            return new CheckReport(this);
        }
    }
}

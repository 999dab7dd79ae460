package io.mailswitch.internal.config;

/** A value cannot be used; says why and what to write instead, and nothing of the value itself. Never leaves this package. */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String instead;

    BadValue(String problem, String instead) {
        super(problem);
        this.problem = problem;
        this.instead = instead;
    }

    String problem() {
        return problem;
    }

    String instead() {
        return instead;
    }
}

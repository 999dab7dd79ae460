package io.mailswitch.smtp.realserver;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Decides whether the tests can run, and shows what the servers logged where one fails. */
final class RealServerExtension implements ExecutionCondition, BeforeEachCallback, TestExecutionExceptionHandler {
    static final String REQUIRED = "REQUIRE_REAL_MAIL_SERVERS";

    RealServerExtension() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide(ServerPrograms.lacking(), Boolean.parseBoolean(System.getenv(REQUIRED)));
    }

    /**
     * @param lacking what stands in the way
     * @param required whether that is a failure
     * @throws RealServerException if it is; JUnit then fails the test or class
     */
    static ConditionEvaluationResult decide(List<String> lacking, boolean required) {
        if (lacking.isEmpty()) {
            return ConditionEvaluationResult.enabled("Postfix and Dovecot can be started");
        }
        String reason = "needs real mail servers: " + String.join("; ", lacking);
        if (required) {
            throw new RealServerException(reason + " (and " + REQUIRED + "=true does not let them be skipped)");
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        RecentLogs.drain();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        RecentLogs.drain().forEach(log -> failure.addSuppressed(new RealServerException("the servers logged" + log)));
        throw failure;
    }
}

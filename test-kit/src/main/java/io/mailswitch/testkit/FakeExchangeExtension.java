package io.mailswitch.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a {@link FakeExchange} around JUnit tests and fails a test whose client broke the protocol.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeExchangeExtension exchange = FakeExchangeExtension.create();
 * }</pre>
 *
 * <p>In a static field, or by {@code @ExtendWith}, one service serves all tests of the class; in an instance field each
 * test has its own. Either way each test starts from {@link FakeExchange#reset()}. A test method may also take a
 * {@link FakeExchange} parameter.
 *
 * <p>A test that passes otherwise fails when clients broke the protocol ({@link #expectViolations()} allows that) or
 * when a fault that it ordered never struck ({@link #allowUnusedFaults()} allows that). Tests that share a service must
 * not run at the same time.
 */
public final class FakeExchangeExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final FakeExchange.Builder builder;
    private boolean checkOpenConnections;
    private boolean violationsExpected;
    private boolean unusedFaultsAllowed;
    private @Nullable FakeExchange exchange;
    private @Nullable String owner;

    /** Makes an extension with the behaviour of Exchange Online, as {@code @ExtendWith} needs it. */
    public FakeExchangeExtension() {
        this(FakeExchange.builder());
    }

    private FakeExchangeExtension(FakeExchange.Builder builder) {
        this.builder = builder;
    }

    /**
     * Makes an extension with the behaviour of Exchange Online.
     *
     * @return the extension
     */
    public static FakeExchangeExtension create() {
        return new FakeExchangeExtension();
    }

    /**
     * Makes an extension for a service of one's own description.
     *
     * @param builder describes it
     * @return the extension
     */
    public static FakeExchangeExtension of(FakeExchange.Builder builder) {
        return new FakeExchangeExtension(Objects.requireNonNull(builder, "builder"));
    }

    /**
     * Makes each test fail also when it leaves a connection open for more than five seconds.
     *
     * @return this
     */
    public FakeExchangeExtension checkOpenConnections() {
        checkOpenConnections = true;
        return this;
    }

    /** Lets clients break the protocol in the present test. */
    public void expectViolations() {
        violationsExpected = true;
    }

    /** Lets faults go unused in the present test. */
    public void allowUnusedFaults() {
        unusedFaultsAllowed = true;
    }

    /**
     * Returns the running service.
     *
     * @return the service
     * @throws IllegalStateException outside a test
     */
    public FakeExchange exchange() {
        if (exchange == null) {
            throw new IllegalStateException(
                    "no test is running: register the extension with @RegisterExtension or @ExtendWith");
        }
        return exchange;
    }

    /**
     * Returns the SMTP side of the running service.
     *
     * @return as {@link FakeExchange#smtp()}
     */
    public FakeSmtp smtp() {
        return exchange().smtp();
    }

    /**
     * Returns what has arrived.
     *
     * @return as {@link FakeExchange#mailbox()}
     */
    public FakeMailbox mailbox() {
        return exchange().mailbox();
    }

    /**
     * Returns who may sign in.
     *
     * @return as {@link FakeExchange#accounts()}
     */
    public Accounts accounts() {
        return exchange().accounts();
    }

    /**
     * Returns configuration that points a sender at the running service.
     *
     * @return as {@link FakeExchange#settings()}
     */
    public Map<String, String> settings() {
        return exchange().settings();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startFor(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        violationsExpected = false;
        unusedFaultsAllowed = false;
        startFor(context);
        exchange().reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (context.getExecutionException().isEmpty()) { // a test that failed has its own story to tell
                List<String> complaints = complaints();
                if (!complaints.isEmpty()) {
                    throw new AssertionError(String.join("\n", complaints));
                }
            }
        } finally {
            stopFor(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stopFor(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeExchange.class;
    }

    @Override
    public FakeExchange resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return exchange();
    }

    private List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        FakeSmtp smtp = smtp();
        List<Violation> violations = smtp.violations();
        if (!violationsExpected && !violations.isEmpty()) {
            complaints.add("the client broke the protocol (expectViolations() would allow it): " + violations);
        }
        List<String> unused = smtp.unusedFaults();
        if (!unusedFaultsAllowed && !unused.isEmpty()) {
            complaints.add(
                    "faults never struck, so nothing was tested (allowUnusedFaults() would allow it): " + unused);
        }
        if (checkOpenConnections && !smtp.awaitNoConnection(CLOSING)) {
            complaints.add("connections were left open: "
                    + smtp.connections().stream().filter(SmtpConnection::isOpen).toList());
        }
        return complaints;
    }

    /** Nested test classes come by here too: the outermost context owns the service. */
    private void startFor(ExtensionContext context) {
        if (exchange == null) {
            exchange = builder.start();
            owner = context.getUniqueId();
        }
    }

    private void stopFor(ExtensionContext context) {
        if (exchange != null && context.getUniqueId().equals(owner)) {
            exchange.close();
            exchange = null;
        }
    }
}

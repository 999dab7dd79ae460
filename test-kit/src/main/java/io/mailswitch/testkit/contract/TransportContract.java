package io.mailswitch.testkit.contract;

/**
 * What every transport has to show. A transport's module extends this class and says what to test and against which
 * server:
 *
 * <pre>{@code
 * class SmtpTransportContractTest extends TransportContract {
 *     @RegisterExtension
 *     static final FakeExchangeExtension exchange = FakeExchangeExtension.create();
 *
 *     @Override
 *     public ContractServer server() {
 *         return new SmtpContractServer(exchange.exchange());
 *     }
 *
 *     @Override
 *     public Transport open(Duration timeout, Map<String, String> changes, @Nullable TokenSource tokens) {
 *         // exchange.settings(), the time-outs, the changes
 *     }
 * }
 * }</pre>
 */
public abstract class TransportContract
        implements AcceptanceContract, BreakageContract, TrustContract, LifecycleContract {
    /** For subclasses. */
    protected TransportContract() {}
}

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
 *     public Transport open(Map<String, String> changes, @Nullable TokenSource tokens) {
 *         // exchange.settings(), changes, short time-outs
 *     }
 * }
 * }</pre>
 */
public abstract class TransportContract
        implements AcceptanceContract, BreakageContract, TrustContract, LifecycleContract {
    /** For subclasses. */
    protected TransportContract() {}
}

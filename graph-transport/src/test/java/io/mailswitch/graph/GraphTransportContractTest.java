package io.mailswitch.graph;

import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.contract.ContractServer;
import io.mailswitch.testkit.contract.GraphContractServer;
import io.mailswitch.testkit.contract.TransportContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

class GraphTransportContractTest extends TransportContract {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    @Override
    public ContractServer server() {
        return new GraphContractServer(exchange.exchange());
    }

    @Override
    public Transport open(Duration timeout, Map<String, String> changes, @Nullable TokenSource tokens) {
        String each = timeout.toMillis() + "ms";
        Map<String, String> settings = new HashMap<>(GraphFixture.settings(exchange.exchange()));
        settings.put("mailswitch.http.connect-timeout", each);
        settings.put("mailswitch.http.read-timeout", each);
        settings.put("mailswitch.http.write-timeout", each);
        settings.put("mailswitch.graph.max-wait", each);
        settings.put("mailswitch.graph.request-timeout", timeout.multipliedBy(5).toMillis() + "ms");
        settings.putAll(changes);
        return new GraphTransportProvider()
                .configure(new MapReader(settings))
                .open(new TransportContext(
                        InstantSource.system(), tokens == null ? GraphFixture.tokens(exchange.exchange()) : tokens));
    }
}

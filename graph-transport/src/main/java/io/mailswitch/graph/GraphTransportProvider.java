package io.mailswitch.graph;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.entra.http.HttpSettings;
import io.mailswitch.spi.TransportProvider;
import java.util.List;
import java.util.stream.Stream;

/** Makes the transport {@code graph} from configuration. Stateless. */
public final class GraphTransportProvider implements TransportProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public GraphTransportProvider() {}

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return Stream.concat(GraphKeys.all().stream(), HttpSettings.keys().stream())
                .toList();
    }

    @Override
    public Opener configure(ConfigReader config) {
        GraphConfig settings = GraphConfig.read(config);
        config.needsTokens(CoreKeys.TRANSPORT);
        return context -> GraphTransport.open(settings, context);
    }
}

package io.mailswitch.entra;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.spi.TransportProvider;
import java.util.List;

/** A transport that wants tokens and is never opened: it makes the core read the settings of this module as for any other. */
final class ProbeTransport implements TransportProvider {
    @Override
    public String name() {
        return "probe";
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return List.of();
    }

    @Override
    public Opener configure(ConfigReader config) {
        config.needsTokens(CoreKeys.TRANSPORT);
        return context -> {
            throw new IllegalStateException("only the token source is under test");
        };
    }
}

package io.mailswitch.internal.dev;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.spi.TransportProvider;
import java.util.List;

/** Offers {@code mailswitch.transport=log}. */
public final class LogProvider implements TransportProvider {
    /** Makes the provider, as {@link java.util.ServiceLoader} does. */
    public LogProvider() {}

    @Override
    public String name() {
        return LogTransport.NAME;
    }

    @Override
    public boolean isChosenByPresence() {
        return false;
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return List.of();
    }

    @Override
    public Opener configure(ConfigReader config) {
        return context -> {
            LogTransport transport = new LogTransport();
            NoMail.announce(transport.capabilities());
            return transport;
        };
    }
}

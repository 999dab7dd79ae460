package io.mailswitch.internal.dev;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.dev.MemoryMailbox;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportProvider;
import java.util.List;

/** Offers {@code mailswitch.transport=memory}. */
public final class MemoryProvider implements TransportProvider {
    private static final ConfigKey<String> NAME = ConfigKey.text(
                    "mailswitch.memory.name",
                    "a name",
                    "Which MemoryMailbox.named(…) transport memory puts messages into; senders with the same name share it.")
            .withDefault("default");

    /** Makes the provider, as {@link java.util.ServiceLoader} does. */
    public MemoryProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean isChosenByPresence() {
        return false;
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return List.of(NAME);
    }

    @Override
    public Opener configure(ConfigReader config) {
        String name = config.get(NAME);
        return context -> {
            Transport transport = MemoryMailbox.named(name).transport();
            NoMail.announce(transport.capabilities());
            return transport;
        };
    }
}

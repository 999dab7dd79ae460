package io.mailswitch.internal.dev;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.spi.TransportProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Offers {@code mailswitch.transport=file}. */
public final class FileProvider implements TransportProvider {
    private static final ConfigKey<Path> FOLDER = ConfigKey.path(
            "mailswitch.file.folder",
            "Where transport file writes each message, as a file of its own that ends in .eml. Made when it is missing.");

    /** Makes the provider, as {@link java.util.ServiceLoader} does. */
    public FileProvider() {}

    @Override
    public String name() {
        return FileTransport.NAME;
    }

    @Override
    public boolean isChosenByPresence() {
        return false;
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return List.of(FOLDER);
    }

    @Override
    public Opener configure(ConfigReader config) {
        Optional<Path> folder = config.require(FOLDER);
        return context -> {
            FileTransport transport = new FileTransport(folder.orElseThrow(), context.clock());
            NoMail.announce(transport.capabilities());
            return transport;
        };
    }
}

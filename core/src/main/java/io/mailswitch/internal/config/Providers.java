package io.mailswitch.internal.config;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.spi.TokenSourceProvider;
import io.mailswitch.spi.TransportProvider;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What the class path offers.
 *
 * @param transports the ways out
 * @param tokens the sources of access tokens
 */
public record Providers(List<TransportProvider> transports, List<TokenSourceProvider> tokens) {
    /** Copies the lists. */
    public Providers {
        transports = List.copyOf(transports);
        tokens = List.copyOf(tokens);
    }

    /**
     * Finds the providers that the current thread sees: in its context class loader, else beside this library.
     *
     * @return what is there
     * @throws ConfigurationException when a provider is announced but cannot be made
     */
    public static Providers find() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return find(context != null ? context : Objects.requireNonNull(Providers.class.getClassLoader(), "loader"));
    }

    /**
     * Finds the providers that a class loader sees.
     *
     * @param loader the class loader
     * @return what is there
     * @throws ConfigurationException when a provider is announced but cannot be made
     */
    public static Providers find(ClassLoader loader) {
        try {
            return new Providers(
                    ServiceLoader.load(TransportProvider.class, loader).stream()
                            .map(ServiceLoader.Provider::get)
                            .toList(),
                    ServiceLoader.load(TokenSourceProvider.class, loader).stream()
                            .map(ServiceLoader.Provider::get)
                            .toList());
        } catch (ServiceConfigurationError e) {
            ConfigurationException failure = new ConfigurationException(List.of(new ConfigProblem(
                    CoreKeys.TRANSPORT.name(),
                    null,
                    null,
                    "a provider on the class path cannot be loaded: " + e.getMessage(),
                    "use the same version of every io.mailswitch artifact, as the mailswitch-bom does")));
            failure.addSuppressed(e);
            throw failure;
        }
    }

    boolean serves(KeyGroup group) {
        return group.isTransport()
                ? transports.stream().anyMatch(provider -> provider.name().equals(group.word()))
                : !tokens.isEmpty();
    }
}

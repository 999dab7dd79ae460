package io.mailswitch.entra;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.config.MailConfig;
import io.mailswitch.entra.http.HttpSettings;
import io.mailswitch.internal.config.Assembly;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.spi.TransportProvider;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Reads HTTP settings as a transport does, through the core. */
public final class HttpProbe implements TransportProvider {
    private final AtomicReference<HttpSettings> read = new AtomicReference<>();

    private HttpProbe() {}

    public static HttpSettings read(MailConfig config) {
        HttpProbe probe = new HttpProbe();
        Assembly.of(config.with("mailswitch.transport", "probe"), null, new Providers(List.of(probe), List.of()));
        return Objects.requireNonNull(probe.read.get(), "read");
    }

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return HttpSettings.keys();
    }

    @Override
    public Opener configure(ConfigReader config) {
        read.set(HttpSettings.read(config));
        return context -> {
            throw new IllegalStateException("only the settings are under test");
        };
    }
}

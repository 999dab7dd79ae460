package io.mailswitch.entra;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.entra.internal.EntraSettings;
import io.mailswitch.entra.internal.EntraTokenSource;
import io.mailswitch.spi.TokenSourceProvider;
import java.util.List;

/** Gives tokens of Microsoft Entra ID as {@link EntraKeys} configure it. Found as a service; stateless. */
public final class EntraTokenSourceProvider implements TokenSourceProvider {
    /** Made by the service loader. */
    public EntraTokenSourceProvider() {}

    @Override
    public List<ConfigKey<?>> keys() {
        return EntraKeys.all();
    }

    @Override
    public Opener configure(ConfigReader config) {
        EntraSettings settings = EntraSettings.read(config);
        return clock -> EntraTokenSource.open(settings, clock);
    }
}

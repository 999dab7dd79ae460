package io.mailswitch.spi;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import java.time.InstantSource;
import java.util.List;

/** Makes a source of tokens from configuration; registered as a service. */
public interface TokenSourceProvider {
    /**
     * Returns the keys that it reads.
     *
     * @return the keys, in the order in which documentation lists them
     */
    List<ConfigKey<?>> keys();

    /**
     * Reads and checks the settings, without I/O on the network; problems go to the reader.
     *
     * @param config the settings
     * @return makes the source; called only when the whole configuration has no problem
     */
    Opener configure(ConfigReader config);

    /** Makes the source from settings that were found good. */
    @FunctionalInterface
    interface Opener {
        /**
         * Makes the source, without I/O on the network.
         *
         * @param clock tells the time
         * @return the source; the sender closes it
         */
        TokenSource open(InstantSource clock);
    }
}

package io.mailswitch.spi;

import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import java.util.List;

/** Makes a transport from configuration; registered as a service. Implementations have a public no-argument constructor and no state. */
public interface TransportProvider {
    /**
     * Returns the name that {@code mailswitch.transport} selects it by.
     *
     * @return lower-case kebab, such as {@code smtp}
     */
    String name();

    /**
     * Tells whether the transport may be chosen because it is the only one there, without {@code mailswitch.transport}.
     *
     * @return true, unless it sends no mail to anybody and so must be asked for by name
     */
    default boolean isChosenByPresence() {
        return true;
    }

    /**
     * Returns the keys that the transport reads, beside those of the core. Any other key under their prefixes is reported as unknown.
     *
     * @return the keys, in the order in which documentation lists them
     */
    List<ConfigKey<?>> keys();

    /**
     * Reads and checks the settings, without I/O and without throwing for a bad value: problems go to the reader, so that all are reported
     * at once.
     *
     * @param config the settings
     * @return makes the transport; called only when the whole configuration has no problem
     */
    Opener configure(ConfigReader config);

    /** Makes the transport from settings that were found good. */
    @FunctionalInterface
    interface Opener {
        /**
         * Makes the transport, without I/O on the network.
         *
         * @param context what the sender lends it
         * @return the transport; the caller closes it
         */
        Transport open(TransportContext context);
    }
}

package io.mailswitch.smtp;

import io.mailswitch.smtp.internal.SmtpTransport;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;

/**
 * Settings of the SMTP transport, for programs that do not read them from {@code mailswitch.smtp.*}. Safe by default: TLS 1.2 or 1.3 is
 * required, the host name is checked, every wait is bounded. Immutable.
 */
public final class SmtpConfig {
    private final Settings settings;

    SmtpConfig(Settings settings) {
        this.settings = settings;
    }

    /**
     * Starts a configuration.
     *
     * @return a builder that holds the defaults
     */
    public static SmtpConfigBuilder builder() {
        return new SmtpConfigBuilder();
    }

    /**
     * Makes a transport, without waiting for the network. Certificates are read now.
     *
     * @param context what a sender lends to its transports
     * @return the transport; the caller closes it
     * @throws io.mailswitch.ConfigurationException when a certificate or key cannot be read, or tokens are needed and the context has none
     */
    public Transport open(TransportContext context) {
        return SmtpTransport.open(settings, context);
    }

    /** Returns server, TLS mode and sign-in on one line; no secret, no user name. */
    @Override
    public String toString() {
        return "SmtpConfig[" + settings.endpoint() + ", tls " + settings.tls().mode() + ", auth "
                + settings.login().mode() + ']';
    }
}

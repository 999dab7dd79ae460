/** The public face of Mailswitch, its configuration and the SPI of its transports. */
module io.mailswitch.core {
    requires static transitive org.jspecify;
    requires transitive jakarta.mail;
    requires org.slf4j;

    exports io.mailswitch;
    exports io.mailswitch.config;
    exports io.mailswitch.dev;
    exports io.mailswitch.spi;
    exports io.mailswitch.internal.mime to
            io.mailswitch.graph;
    exports io.mailswitch.internal.time to
            io.mailswitch.graph;
    exports io.mailswitch.internal.text to
            io.mailswitch.graph,
            io.mailswitch.smtp;

    uses io.mailswitch.spi.TransportProvider;
    uses io.mailswitch.spi.TokenSourceProvider;

    provides io.mailswitch.spi.TransportProvider with
            io.mailswitch.internal.dev.FileProvider,
            io.mailswitch.internal.dev.LogProvider,
            io.mailswitch.internal.dev.MemoryProvider;
}

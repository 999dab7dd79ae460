/** Sends by SMTP over TLS 1.2 or 1.3, with a password or OAuth. */
module io.mailswitch.smtp {
    requires static transitive org.jspecify;
    requires transitive io.mailswitch.core;
    requires org.slf4j;

    exports io.mailswitch.smtp;

    provides io.mailswitch.spi.TransportProvider with
            io.mailswitch.smtp.SmtpTransportProvider;
}

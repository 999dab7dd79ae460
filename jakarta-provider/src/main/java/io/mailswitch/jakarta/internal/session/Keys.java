package io.mailswitch.jakarta.internal.session;

import io.mailswitch.Secret;
import io.mailswitch.config.ConfigKey;

/** The keys of the SMTP transport that a session can fill: known by name, since doors and transports do not know each other's types. */
final class Keys {
    static final ConfigKey<String> HOST = text("host");
    static final ConfigKey<String> PORT = text("port");
    static final ConfigKey<String> TLS = text("tls");
    static final ConfigKey<String> AUTH = text("auth");
    static final ConfigKey<String> USERNAME = text("username");
    static final ConfigKey<Secret> PASSWORD = ConfigKey.secret("mailswitch.smtp.password", "The password.");
    static final ConfigKey<String> EHLO_NAME = text("ehlo-name");
    static final ConfigKey<String> PROXY = text("proxy");
    static final ConfigKey<Secret> PROXY_PASSWORD =
            ConfigKey.secret("mailswitch.smtp.proxy-password", "The proxy's password.");
    static final ConfigKey<String> CA_FILE = text("ca-file");
    static final ConfigKey<String> TRUST_STORE = text("trust-store");
    static final ConfigKey<String> KEY_STORE = text("key-store");
    static final ConfigKey<String> CLIENT_CERTIFICATE = text("client-certificate-file");
    static final ConfigKey<String> CONNECT_TIMEOUT = text("connect-timeout");
    static final ConfigKey<String> TLS_TIMEOUT = text("tls-timeout");
    static final ConfigKey<String> GREETING_TIMEOUT = text("greeting-timeout");
    static final ConfigKey<String> COMMAND_TIMEOUT = text("command-timeout");
    static final ConfigKey<String> WRITE_TIMEOUT = text("write-timeout");
    static final ConfigKey<String> FINAL_REPLY_TIMEOUT = text("final-reply-timeout");

    private Keys() {}

    private static ConfigKey<String> text(String name) {
        return ConfigKey.text("mailswitch.smtp." + name, "a text", "As the SMTP transport says.");
    }
}

package io.mailswitch.smtp.realserver;

import io.mailswitch.Secret;
import io.mailswitch.smtp.SmtpAuth;
import io.mailswitch.smtp.SmtpConfig;
import io.mailswitch.smtp.SmtpConfigBuilder;
import io.mailswitch.smtp.TlsMode;

/** The ways into a server: how TLS begins, and how the client logs in. */
enum Way {
    PASSWORD_STARTTLS(SmtpAuth.PASSWORD, TlsMode.STARTTLS),
    PASSWORD_IMPLICIT_TLS(SmtpAuth.PASSWORD, TlsMode.IMPLICIT),
    TOKEN_STARTTLS(SmtpAuth.OAUTH2, TlsMode.STARTTLS),
    TOKEN_IMPLICIT_TLS(SmtpAuth.OAUTH2, TlsMode.IMPLICIT);

    static final String USER = "alerts@example.com";
    static final String PASSWORD = "correct horse";

    private final SmtpAuth auth;
    private final TlsMode tls;

    Way(SmtpAuth auth, TlsMode tls) {
        this.auth = auth;
        this.tls = tls;
    }

    boolean startsWithTls() {
        return tls == TlsMode.IMPLICIT;
    }

    boolean usesToken() {
        return auth == SmtpAuth.OAUTH2;
    }

    /** A server with the one account that {@link #into} uses. */
    static RealMailServerBuilder server(ServerCertificates certificates) {
        return RealMailServer.builder().identity(certificates.valid()).account(USER, PASSWORD);
    }

    /** What leads into the server on this way. */
    SmtpConfigBuilder into(RealMailServer server, ServerCertificates certificates) {
        SmtpConfigBuilder config = SmtpConfig.builder()
                .host(server.host())
                .port(tls == TlsMode.STARTTLS ? server.starttlsPort() : server.implicitTlsPort())
                .tls(tls)
                .caFile(certificates.caFile())
                .auth(auth)
                .username(USER);
        return usesToken() ? config : config.password(Secret.of(PASSWORD));
    }
}

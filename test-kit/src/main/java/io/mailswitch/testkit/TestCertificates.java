package io.mailswitch.testkit;

import io.mailswitch.testkit.internal.tls.CertificateAuthority;
import io.mailswitch.testkit.internal.tls.KeyedCertificate;
import io.mailswitch.testkit.internal.tls.Pem;
import io.mailswitch.testkit.internal.tls.TlsContexts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of one {@link FakeExchange}: its CA, its servers' certificates in each {@link CertificateKind}, and
 * client certificates for mutual TLS, also as files that a configuration can name.
 *
 * <p>Everything is made anew for each start, with EC P-256 keys; the files lie in a temporary folder that closing the
 * exchange removes. Thread-safe.
 */
public final class TestCertificates {
    /** The password of every PKCS #12 file written here: {@value}. */
    public static final String STORE_PASSWORD = "changeit";

    private final Path folder;
    private final Instant now;
    private final CertificateAuthority ca;
    private final CertificateAuthority unknownCa;
    private final KeyedCertificate client;
    private final Map<CertificateKind, SSLContext> serverContexts = new EnumMap<>(CertificateKind.class);
    private @Nullable KeyedCertificate application;

    TestCertificates(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
        this.ca = new CertificateAuthority("Mailswitch test CA", now);
        this.unknownCa = new CertificateAuthority("Mailswitch unknown CA", now);
        this.client = ca.client("mailswitch-client");
    }

    /**
     * Returns the CA that a client has to trust, as a PEM file.
     *
     * @return a file with one {@code CERTIFICATE} block
     */
    public Path caFile() {
        return text("ca.pem", Pem.of(ca.certificate()));
    }

    /**
     * Returns the CA that a client has to trust, as a PKCS #12 trust store.
     *
     * @return a file with the password {@link #STORE_PASSWORD}
     */
    public Path caStore() {
        return store("ca.p12", TlsContexts.trustStore(ca.certificate()));
    }

    /**
     * Returns a client certificate of the kit's CA, as a PEM file.
     *
     * @return a file with one {@code CERTIFICATE} block
     */
    public Path clientCertificateFile() {
        return text("client.pem", Pem.of(client.certificate()));
    }

    /**
     * Returns the key of {@link #clientCertificateFile()}, as a PEM file.
     *
     * @return a file with one {@code PRIVATE KEY} block (PKCS #8), not encrypted
     */
    public Path clientKeyFile() {
        return text("client-key.pem", Pem.of(client.key()));
    }

    /**
     * Returns a client certificate of the kit's CA with its key, as a PKCS #12 store.
     *
     * @return a file with the password {@link #STORE_PASSWORD}
     */
    public Path clientStore() {
        return store("client.p12", TlsContexts.keyStore(client, STORE_PASSWORD));
    }

    /**
     * Returns a client certificate of a CA that the servers do not know, with its key, as a PKCS #12 store.
     *
     * @return a file with the password {@link #STORE_PASSWORD}
     */
    public Path unknownClientStore() {
        KeyedCertificate stranger = unknownCa.client("stranger");
        return store("unknown-client.p12", TlsContexts.keyStore(stranger, STORE_PASSWORD));
    }

    /** The certificate of the application that {@link FakeEntra} knows: RSA, as Entra wants it, and so made at the first use only. */
    synchronized X509Certificate applicationCertificate() {
        return application().certificate();
    }

    Path applicationPem() {
        return text(
                "application.pem",
                Pem.of(application().certificate()) + Pem.of(application().key()));
    }

    Path applicationStore() {
        return store("application.p12", TlsContexts.keyStore(application(), STORE_PASSWORD));
    }

    /** Writes a file into the folder that closing the exchange removes. */
    Path file(String name, String content) {
        return text(name, content);
    }

    private synchronized KeyedCertificate application() {
        KeyedCertificate known = application;
        if (known == null) {
            known = ca.rsaClient("mailswitch-application");
            application = known;
        }
        return known;
    }

    /**
     * Returns a context for a client that trusts the kit's CA and shows a valid client certificate when asked.
     *
     * @return the context
     */
    public SSLContext clientContext() {
        return TlsContexts.of(client, ca.certificate());
    }

    /**
     * Returns the context of a server that shows a certificate of the given kind and accepts client certificates of the
     * kit's CA.
     *
     * @param kind which certificate
     * @return the context, the same for each call
     */
    synchronized SSLContext serverContext(CertificateKind kind) {
        return serverContexts.computeIfAbsent(kind, k -> TlsContexts.of(server(k), ca.certificate()));
    }

    private KeyedCertificate server(CertificateKind kind) {
        String[] loopback = {"localhost", "127.0.0.1"};
        return switch (kind) {
            case VALID -> ca.server(loopback);
            case EXPIRED -> ca.expiredServer(loopback);
            case NOT_YET_VALID -> ca.futureServer(loopback);
            case WRONG_NAME -> ca.server("wrong-name.example.com");
            case SELF_SIGNED -> CertificateAuthority.selfSigned(now, loopback);
            case UNKNOWN_CA -> unknownCa.server(loopback);
        };
    }

    private synchronized Path text(String name, String content) {
        Path file = folder.resolve(name);
        try {
            if (Files.notExists(file)) {
                Files.writeString(file, content, StandardCharsets.US_ASCII);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private synchronized Path store(String name, KeyStore store) {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot write " + file, e);
        }
    }
}

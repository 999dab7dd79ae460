package io.mailswitch.smtp.realserver;

import io.mailswitch.testkit.internal.tls.CertificateAuthority;
import io.mailswitch.testkit.internal.tls.KeyedCertificate;
import io.mailswitch.testkit.internal.tls.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * A CA with the certificates, good and bad, that servers and clients of one test show. Needs no closing; the files are
 * in the folder given.
 */
public final class ServerCertificates {
    private static final String[] LOOPBACK = {"localhost", "127.0.0.1"};

    private final Path folder;
    private final Instant now = Instant.now();
    private final CertificateAuthority ca = new CertificateAuthority("Mailswitch test CA", now);
    private final CertificateAuthority otherCa = new CertificateAuthority("Mailswitch other CA", now);

    /** Makes the CA. */
    public ServerCertificates(Path folder) {
        this.folder = folder;
    }

    /** For {@code localhost}, in date, from the CA. */
    public PemIdentity valid() {
        return pem(ca.server(LOOPBACK));
    }

    /** As {@link #valid()}, but ended a day ago. */
    public PemIdentity expired() {
        return pem(ca.expiredServer(LOOPBACK));
    }

    /** As {@link #valid()}, but for another host. */
    public PemIdentity wrongName() {
        return pem(ca.server("mail.example.com"));
    }

    /** As {@link #valid()}, but signed by its own key. */
    public PemIdentity selfSigned() {
        return pem(CertificateAuthority.selfSigned(now, LOOPBACK));
    }

    /** As {@link #valid()}, but from a CA that {@link #caFile()} does not hold. */
    public PemIdentity fromUnknownCa() {
        return pem(otherCa.server(LOOPBACK));
    }

    /** For a client, in date, from the CA. */
    public PemIdentity client() {
        return pem(ca.client("mailswitch-client"));
    }

    /** For a client, in date, from another CA. */
    public PemIdentity clientFromUnknownCa() {
        return pem(otherCa.client("stranger"));
    }

    /** The CA's certificate, PEM. */
    public String ca() {
        return Pem.of(ca.certificate());
    }

    /** A file with {@link #ca()}. */
    public Path caFile() {
        return file("ca.pem", ca());
    }

    /** Writes a file into the folder. */
    public Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PemIdentity pem(KeyedCertificate certificate) {
        return new PemIdentity(
                certificate.chain().stream().map(Pem::of).collect(Collectors.joining()), Pem.of(certificate.key()));
    }
}

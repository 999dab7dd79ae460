package io.mailswitch.smtp.realserver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A self-signed certificate for {@code localhost} from the openssl command. */
final class OpensslIdentity {
    private OpensslIdentity() {}

    static PemIdentity selfSigned() {
        try {
            Path folder = Files.createTempDirectory("mailswitch-identity");
            Path certificate = folder.resolve("certificate.pem");
            Path key = folder.resolve("key.pem");
            try {
                Process openssl = new ProcessBuilder(List.of(
                                "openssl",
                                "req",
                                "-x509",
                                "-nodes",
                                "-newkey",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:prime256v1",
                                "-days",
                                "2",
                                "-subj",
                                "/CN=localhost",
                                "-addext",
                                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                                "-keyout",
                                key.toString(),
                                "-out",
                                certificate.toString()))
                        .redirectErrorStream(true)
                        .start();
                String output = new String(openssl.getInputStream().readAllBytes(), US_ASCII);
                if (openssl.waitFor() != 0) {
                    throw new RealServerException("openssl: " + output);
                }
                return new PemIdentity(Files.readString(certificate), Files.readString(key));
            } finally {
                Files.deleteIfExists(certificate);
                Files.deleteIfExists(key);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RealServerException("interrupted", e);
        }
    }
}

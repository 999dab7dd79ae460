package io.mailswitch.entra.http;

import io.mailswitch.config.ConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads {@link HttpSettings#CA_FILE}. */
final class CaFile {
    private CaFile() {}

    static List<X509Certificate> read(ConfigReader config, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                problem(config, "names a file without a certificate");
            }
            return found;
        } catch (IOException e) {
            problem(config, "names a file that cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (CertificateException e) {
            problem(config, "names a file that holds no X.509 certificates in PEM form");
        }
        return List.of();
    }

    private static void problem(ConfigReader config, String what) {
        config.problem(
                HttpSettings.CA_FILE,
                what,
                "the path of a file with one or more -----BEGIN CERTIFICATE----- blocks, readable by this process");
    }
}

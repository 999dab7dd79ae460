package io.mailswitch.spring.internal.config;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.config.MailConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Hands SSL bundles to transports, which read files when they are opened: writes the stores into a folder that only this user can read, keys
 * under a random password that is nowhere else, and deletes it when the senders are open. Not thread-safe.
 */
public final class SslBundleFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.spring");
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final @Nullable SslBundles bundles;
    private final List<Path> written = new ArrayList<>();
    private @Nullable Path folder;

    /**
     * Prepares the files.
     *
     * @param bundles the bundles of the application; null where it has none
     */
    public SslBundleFiles(@Nullable SslBundles bundles) {
        this.bundles = bundles;
    }

    /**
     * Lays the bundles that are asked for over a configuration.
     *
     * @param config the configuration
     * @param settings names the bundles
     * @return the configuration with the files, for as long as this is not closed
     * @throws ConfigurationException when there is no such bundle, or it cannot be used
     */
    public MailConfig over(MailConfig config, SpringSettings settings) {
        MailConfig result = config;
        Optional<String> smtp = settings.smtpBundle();
        Optional<String> http = settings.httpBundle();
        try {
            if (smtp.isPresent()) {
                result = smtp(result, bundle(smtp.get(), settings.smtpBundleKey()));
            }
            if (http.isPresent()) {
                result = http(result, bundle(http.get(), SpringKeys.HTTP_BUNDLE.name()));
            }
            return result;
        } catch (GeneralSecurityException e) {
            throw problem(
                    SpringKeys.SMTP_BUNDLE.name(),
                    null,
                    "cannot be read: " + e.getMessage(),
                    "check the stores and passwords of the bundle");
        } catch (IOException e) {
            throw new UncheckedIOException("the stores of an SSL bundle cannot be put into a temporary file", e);
        }
    }

    private SslBundle bundle(String name, String key) {
        if (bundles == null) {
            throw problem(key, name, "names an SSL bundle, and there are none", "define spring.ssl.bundle.*");
        }
        try {
            SslBundle bundle = bundles.getBundle(name);
            bundles.addBundleUpdateHandler(
                    name,
                    newer -> LOG.warn(
                            "SSL bundle {} was loaded again; senders that are open keep the certificates they have until the application restarts",
                            name));
            return bundle;
        } catch (NoSuchSslBundleException e) {
            throw problem(
                    key,
                    name,
                    "names no SSL bundle",
                    "define spring.ssl.bundle.pem." + name + ".*, or name one of " + bundles.getBundleNames());
        }
    }

    private MailConfig smtp(MailConfig config, SslBundle bundle) throws GeneralSecurityException, IOException {
        MailConfig result = config;
        KeyStore trust = bundle.getStores().getTrustStore();
        if (trust != null) {
            result = result.with(
                    "mailswitch.smtp.ca-file", pem(trust, "smtp-ca.pem").toString());
        }
        KeyStore keys = bundle.getStores().getKeyStore();
        if (keys != null) {
            String password = randomPassword();
            Path file = save(keyStore(bundle, keys, password), password);
            for (Map.Entry<String, String> setting : Map.of(
                            "mailswitch.smtp.key-store",
                            file.toString(),
                            "mailswitch.smtp.key-store-password",
                            password,
                            "mailswitch.smtp.key-store-type",
                            "PKCS12")
                    .entrySet()) {
                result = result.with(setting.getKey(), setting.getValue());
            }
        }
        return result;
    }

    private MailConfig http(MailConfig config, SslBundle bundle) throws GeneralSecurityException, IOException {
        KeyStore trust = bundle.getStores().getTrustStore();
        return trust == null
                ? config
                : config.with(
                        "mailswitch.http.ca-file", pem(trust, "http-ca.pem").toString());
    }

    private Path pem(KeyStore trust, String name) throws GeneralSecurityException, IOException {
        StringBuilder text = new StringBuilder();
        for (String alias : Collections.list(trust.aliases())) {
            Certificate certificate = trust.getCertificate(alias);
            if (certificate != null) {
                text.append("-----BEGIN CERTIFICATE-----\n")
                        .append(PEM.encodeToString(certificate.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
        }
        Path file = file(name);
        Files.writeString(file, text, StandardCharsets.US_ASCII);
        return file;
    }

    private static KeyStore keyStore(SslBundle bundle, KeyStore keys, String password)
            throws GeneralSecurityException, IOException {
        String keyPassword = bundle.getKey().getPassword();
        String given = keyPassword == null ? bundle.getStores().getKeyStorePassword() : keyPassword;
        String chosen = bundle.getKey().getAlias();
        KeyStore copy = KeyStore.getInstance("PKCS12");
        copy.load(null, null);
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias) && (chosen == null || chosen.equalsIgnoreCase(alias))) {
                Key key = keys.getKey(alias, given == null ? null : given.toCharArray());
                copy.setKeyEntry(alias, key, password.toCharArray(), keys.getCertificateChain(alias));
            }
        }
        return copy;
    }

    private Path save(KeyStore store, String password) throws GeneralSecurityException, IOException {
        Path file = file("smtp-keys.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private Path file(String name) throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("mailswitch-"); // for its owner only
        }
        Path file = folder.resolve(name);
        written.add(file);
        return file;
    }

    private static String randomPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static ConfigurationException problem(String key, @Nullable String value, String problem, String instead) {
        return new ConfigurationException(List.of(new ConfigProblem(key, value, null, problem, instead)));
    }

    /** Deletes the files. */
    @Override
    public void close() {
        try {
            for (Path file : written) {
                Files.deleteIfExists(file);
            }
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary files of an SSL bundle cannot be deleted", e);
        }
    }
}

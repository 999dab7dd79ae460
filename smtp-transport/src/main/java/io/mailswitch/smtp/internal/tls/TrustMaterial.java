package io.mailswitch.smtp.internal.tls;

import io.mailswitch.smtp.internal.config.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads whom to trust and what to show. Authorities that are configured replace those of the system: whoever names one means that one and no
 * other.
 */
public final class TrustMaterial {
    /**
     * Something that cannot be used.
     *
     * @param key the last part of the key that should change, such as {@code ca-file}
     * @param problem what is wrong
     * @param instead what to do
     */
    public record Problem(String key, String problem, String instead) {}

    private static final char[] NO_PASSWORD = new char[0];

    private final TlsSettings settings;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Prepares the reading.
     *
     * @param settings names the files
     */
    public TrustMaterial(TlsSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns what could not be used so far.
     *
     * @return the problems in the order in which they were found
     */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Reads whom to trust.
     *
     * @return the JDK's trust manager over the configured authorities, else over those of the system; null after a problem
     */
    public @Nullable X509ExtendedTrustManager trust() {
        KeyStore authorities = null;
        if (settings.caFile() != null) {
            authorities = authorities(settings.caFile());
        } else if (settings.trustStore() != null) {
            authorities = load("trust-store", settings.trustStore());
        }
        if (!problems.isEmpty()) {
            return null;
        }
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new KeyStoreException("no X.509 trust manager"));
        } catch (GeneralSecurityException e) {
            problem("trust-store", "cannot be used: " + e.getMessage(), "check the store with keytool -list");
            return null;
        }
    }

    private @Nullable KeyStore authorities(Path file) {
        try {
            List<X509Certificate> certificates = PemFile.certificates(file);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("ca-" + i, certificates.get(i));
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            problem("ca-file", describe(e), "name a readable PEM file with BEGIN CERTIFICATE blocks");
            return null;
        }
    }

    private @Nullable KeyStore load(String key, TlsSettings.StoreFile from) {
        char[] password =
                from.password() == null ? NO_PASSWORD : from.password().reveal().toCharArray();
        try {
            if (!Files.isRegularFile(from.file())) {
                throw new NoSuchFileException(from.file().toString());
            }
            if (from.type() == null) {
                // finds PKCS12 and JKS apart by their first bytes
                return KeyStore.getInstance(from.file().toFile(), from.password() == null ? null : password);
            }
            KeyStore store = KeyStore.getInstance(from.type());
            try (InputStream in = Files.newInputStream(from.file())) {
                store.load(in, from.password() == null ? null : password);
            }
            if (store.size() == 0) {
                throw new KeyStoreException("it has no entry that can be read; is the password missing?");
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            boolean wrongPassword = e.getCause() instanceof UnrecoverableKeyException;
            problem(
                    wrongPassword ? key + "-password" : key,
                    wrongPassword ? "does not open the key store" : describe(e),
                    wrongPassword ? "write the store's password" : "name a readable PKCS12 or JKS key store");
            return null;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /**
     * Reads what to show to servers that ask for a certificate.
     *
     * @return the JDK's key manager; null where nothing is configured or after a problem
     */
    public @Nullable X509ExtendedKeyManager keys() {
        try {
            if (settings.clientStore() != null) {
                TlsSettings.StoreFile from = settings.clientStore();
                KeyStore store = load("key-store", from);
                return store == null
                        ? null
                        : keyManager(
                                "key-store",
                                store,
                                from.password() == null
                                        ? NO_PASSWORD
                                        : from.password().reveal().toCharArray());
            }
            if (settings.clientCertificate() != null && settings.clientKey() != null) {
                return fromPem(settings.clientCertificate(), settings.clientKey());
            }
        } catch (GeneralSecurityException e) {
            problem("key-store", "cannot be used: " + e.getMessage(), "check the store with keytool -list");
        }
        return null;
    }

    private @Nullable X509ExtendedKeyManager fromPem(Path certificateFile, Path keyFile)
            throws GeneralSecurityException {
        List<X509Certificate> chain = List.of();
        try {
            chain = PemFile.certificates(certificateFile);
        } catch (IOException | GeneralSecurityException e) {
            problem(
                    "client-certificate-file",
                    describe(e),
                    "name a readable PEM file with BEGIN CERTIFICATE blocks, this side's own first");
        }
        try {
            PrivateKey key = PemFile.privateKey(keyFile);
            if (chain.isEmpty()) {
                return null;
            }
            if (!key.getAlgorithm().equals(chain.get(0).getPublicKey().getAlgorithm())) {
                throw new KeyStoreException("it does not belong to the client certificate");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
            return keyManager("client-key-file", store, NO_PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            problem("client-key-file", describe(e), "name a readable PEM file with BEGIN PRIVATE KEY (PKCS #8)");
            return null;
        }
    }

    private @Nullable X509ExtendedKeyManager keyManager(String key, KeyStore store, char[] password)
            throws GeneralSecurityException {
        List<String> aliases = Collections.list(store.aliases());
        boolean any = false;
        for (String alias : aliases) {
            any |= store.isKeyEntry(alias);
        }
        if (!any) {
            problem(key, "holds no private key", "name a key store with this side's certificate and its key");
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return Arrays.stream(factory.getKeyManagers())
                .filter(X509ExtendedKeyManager.class::isInstance)
                .map(X509ExtendedKeyManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new KeyStoreException("no X.509 key manager"));
    }

    private void problem(String key, String problem, String instead) {
        problems.add(new Problem(key, problem, instead));
    }

    private static String describe(Exception e) {
        return e instanceof NoSuchFileException missing
                ? "names " + missing.getFile() + ", which is not there"
                : "cannot be read: " + e.getMessage();
    }
}

package io.mailswitch.benchmarks.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for localhost that is made by the JDK's keytool for one run, and the trust store for the contenders' JVMs. */
public final class SinkTls {
    /** The password of both stores. */
    public static final String STORE_PASSWORD = "changeit";

    private static final int BOUND_SECONDS = 60;

    private final Path keys;
    private final Path trust;

    private SinkTls(Path keys, Path trust) {
        this.keys = keys;
        this.trust = trust;
    }

    /**
     * Makes key and certificate.
     *
     * @param folder where the stores are written
     * @return the certificate
     * @throws IOException when keytool cannot be run
     */
    public static SinkTls in(Path folder) throws IOException {
        Path keys = folder.resolve("sink-keys.p12");
        Path pem = folder.resolve("sink.pem");
        Path trust = folder.resolve("sink-trust.p12");
        keytool(
                "-genkeypair -alias sink -keyalg EC -groupname secp256r1 -dname CN=localhost -validity 2"
                        + " -ext san=dns:localhost,ip:127.0.0.1",
                keys);
        keytool("-exportcert -rfc -alias sink -file " + pem, keys);
        keytool("-importcert -noprompt -alias sink -file " + pem, trust);
        return new SinkTls(keys, trust);
    }

    private static void keytool(String arguments, Path store) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD, "-keystore", store.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for keytool", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Returns the store with the sinks' key.
     *
     * @return a PKCS #12 file
     */
    Path keyStore() {
        return keys;
    }

    /**
     * Returns the store that makes a JVM trust the sinks.
     *
     * @return a PKCS #12 file
     */
    public Path trustStore() {
        return trust;
    }

    /**
     * Returns a context for the sinks.
     *
     * @return the context
     * @throws IOException when the store cannot be read
     */
    SSLContext serverContext() throws IOException {
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, STORE_PASSWORD.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, STORE_PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use " + keys, e);
        }
    }
}

package io.mailswitch.smtp.internal.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives this side's certificate, if there is one, and remembers which server asked for one: a server that gets none, or one it does not know,
 * often just hangs up. Thread-safe.
 */
final class ClientKeys extends X509ExtendedKeyManager {
    private final @Nullable X509ExtendedKeyManager delegate;
    private final Map<SSLEngine, Boolean> asked = new ConcurrentHashMap<>();

    ClientKeys(@Nullable X509ExtendedKeyManager delegate) {
        this.delegate = delegate;
    }

    /** Tells whether the server asked for a certificate, once. */
    boolean takeAsked(SSLEngine engine) {
        return asked.remove(engine) != null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        if (engine != null) {
            asked.put(engine, true);
        }
        return delegate == null ? null : delegate.chooseEngineClientAlias(keyTypes, issuers, engine);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null; // only engines are used
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        return delegate == null ? null : delegate.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        return delegate == null ? null : delegate.getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return delegate == null ? null : delegate.getClientAliases(keyType, issuers);
    }

    @Override
    public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return null; // this side is never the server
    }

    @Override
    public @Nullable String chooseServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null; // as above
    }
}

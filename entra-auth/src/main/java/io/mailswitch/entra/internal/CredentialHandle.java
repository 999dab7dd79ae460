package io.mailswitch.entra.internal;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A credential with what is known of its requests. One request at a time. */
final class CredentialHandle implements AutoCloseable {
    private final TokenCredential credential;
    private final @Nullable TokenHttp http;

    CredentialHandle(TokenCredential credential, @Nullable TokenHttp http) {
        this.credential = credential;
        this.http = http;
    }

    /** Asks, without CAE: azure-identity answers a challenge for an application with the same token again. */
    AccessToken ask(String scope) {
        AccessToken token = credential.getTokenSync(
                new TokenRequestContext().addScopes(scope).setCaeEnabled(false));
        if (token == null || token.getToken() == null || token.getExpiresAt() == null) {
            throw new IllegalStateException("the credential gave no token");
        }
        return token;
    }

    Optional<Answer> refusal() {
        return http == null ? Optional.empty() : http.recorder().last();
    }

    void cancel() {
        if (http != null) {
            http.cancel();
        }
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
    }
}

package io.mailswitch.graph.internal.wire;

import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests with tokens of a {@link TokenSource}. The SDK's own bearer provider only knows host lists and claims challenges: it
 * cannot be told that a token was refused, and app-only tokens cannot answer a challenge.
 */
public final class TokenAuthentication implements AuthenticationProvider {
    private final TokenSource tokens;
    private final String scope;

    /**
     * Makes the provider.
     *
     * @param tokens gives the tokens
     * @param scope what they are asked for
     */
    public TokenAuthentication(TokenSource tokens, String scope) {
        this.tokens = tokens;
        this.scope = scope;
    }

    @Override
    public void authenticateRequest(RequestInformation request, @Nullable Map<String, Object> context) {
        TokenSlip slip = request.getRequestOptions().stream()
                .filter(TokenSlip.class::isInstance)
                .map(TokenSlip.class::cast)
                .findFirst()
                .orElseGet(TokenSlip::new);
        AccessToken token = tokens.token(slip.applyTo(TokenRequest.of(scope)));
        slip.use(token);
        request.headers.remove("Authorization");
        request.headers.add("Authorization", "Bearer " + token.value().reveal());
    }
}

package io.mailswitch.graph.internal.wire;

import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import io.mailswitch.AuthenticationException;
import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests with tokens of a {@link TokenSource}. The SDK's own bearer provider only knows host lists and claims challenges: it
 * cannot be told that a token was refused, and app-only tokens cannot answer a challenge.
 */
final class TokenAuthentication implements AuthenticationProvider {
    private final TokenSource tokens;
    private final String scope;

    /**
     * Makes the provider.
     *
     * @param tokens gives the tokens
     * @param scope what they are asked for
     */
    TokenAuthentication(TokenSource tokens, String scope) {
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
        request.headers.remove("Authorization");
        request.headers.add("Authorization", value(slip));
    }

    /** Returns the value of the header field Authorization, by a token that the slip learns of. */
    String value(TokenSlip slip) {
        AccessToken token = tokens.token(slip.applyTo(TokenRequest.of(scope)));
        checkCharacters(token);
        slip.use(token);
        return "Bearer " + token.value().reveal();
    }

    private static boolean isVisible(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return !value.isEmpty();
    }

    /** Only what a header may hold (RFC 6750 §2.1): a token read from a file mostly ends in a line end. */
    private static void checkCharacters(AccessToken token) {
        String value = token.value().reveal();
        if (!isVisible(value)) {
            throw new AuthenticationException(
                    "the access token is " + (value.isEmpty() ? "empty" : "not one word of ASCII characters"),
                    Failure.at(
                                    Stage.TOKEN,
                                    "Have the application's source of tokens return the bare token, without \"Bearer\", blanks and line"
                                            + " ends.")
                            .resend(Resend.AFTER_SETUP)
                            .origin(FailureOrigin.SETUP)
                            .build(),
                    null);
        }
    }
}

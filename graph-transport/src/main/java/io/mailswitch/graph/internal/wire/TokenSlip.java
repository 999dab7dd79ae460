package io.mailswitch.graph.internal.wire;

import com.microsoft.kiota.RequestOption;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * Goes along with one request: says which token was refused before, and brings back which one was used. So a 401 makes exactly its own
 * token stale, whatever other threads do meanwhile. Not thread-safe.
 */
final class TokenSlip implements RequestOption {
    private @Nullable AccessToken used;
    private @Nullable AccessToken refused;

    /** Adds to a request for a token what is known of refused ones. */
    TokenRequest applyTo(TokenRequest request) {
        return refused == null ? request : request.insteadOf(refused);
    }

    void use(AccessToken token) {
        used = token;
    }

    /** Notes that the server refused the token last used; false where no token of ours was used. */
    boolean refuse() {
        refused = used;
        return used != null;
    }

    /** Tells whether the token last used is another than the one that was refused. */
    boolean isFresh() {
        return used != null
                && (refused == null
                        || !used.value().reveal().equals(refused.value().reveal()));
    }

    @Override
    @SuppressWarnings("unchecked") // the SDK's signature asks for any subtype
    public <T extends RequestOption> Class<T> getType() {
        return (Class<T>) TokenSlip.class;
    }
}

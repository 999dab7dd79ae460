package io.mailswitch.graph.internal.wire;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import io.mailswitch.spi.TokenSource;
import okhttp3.OkHttpClient;

/** The SDK's adapter where tokens come from us, so that we know that nothing in a request but its token changes from one to the next. */
public final class TokenAdapter extends BaseGraphRequestAdapter {
    private final TokenAuthentication authentication;

    private TokenAdapter(TokenAuthentication authentication, String baseUrl, OkHttpClient http) {
        super(authentication, baseUrl, http);
        this.authentication = authentication;
    }

    /**
     * Makes an adapter.
     *
     * @param tokens gives the tokens
     * @param scope what they are asked for
     * @param baseUrl where Graph answers
     * @param http as the SDK wants one; requests go out by another
     * @return the adapter
     */
    public static TokenAdapter of(TokenSource tokens, String scope, String baseUrl, OkHttpClient http) {
        return new TokenAdapter(new TokenAuthentication(tokens, scope), baseUrl, http);
    }

    TokenAuthentication authentication() {
        return authentication;
    }
}

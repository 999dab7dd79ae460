package io.mailswitch.entra.internal;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last refusal of a token endpoint. azure-identity and MSAL wrap it in changing exceptions and lose the header fields; this is what
 * was on the wire.
 */
final class AnswerRecorder implements Interceptor {
    private static final long MAX_BODY = 64 * 1024;

    private volatile @Nullable Answer last;

    @Override
    public Response intercept(Chain chain) throws IOException {
        last = null;
        Response response = chain.proceed(chain.request());
        if (!response.isSuccessful()) {
            last = Answer.of(
                    response.code(),
                    response.header("Retry-After"),
                    response.peekBody(MAX_BODY).string());
        }
        return response;
    }

    Optional<Answer> last() {
        return Optional.ofNullable(last);
    }
}

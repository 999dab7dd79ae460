package io.mailswitch.graph.internal.wire;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.internal.http2.ConnectionShutdownException;

/**
 * Stands right before the connection and lets no request that changes anything through twice, whoever asks for it: an application's client
 * may have handlers that retry. Stateless.
 */
final class SentOnce implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        Progress progress = chain.request().tag(Progress.class);
        boolean again = progress != null && progress.reached() != Reached.NOTHING;
        if (again && !chain.request().method().equals("GET")) {
            throw new IOException("the request was to go out a second time");
        }
        try {
            return chain.proceed(chain.request());
        } catch (ConnectionShutdownException e) {
            // the connection had said goodbye before: nothing was written, and OkHttp takes another
            if (progress != null) {
                progress.nothingLeft();
            }
            throw e;
        }
    }
}

package io.mailswitch.entra.internal;

import java.io.IOException;
import java.net.InetAddress;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Lets plain HTTP through to this machine and its nearest network only, where Azure's identity endpoints are (169.254.169.254, a loopback port
 * in App Service): a token must not be fetched in clear from anywhere else. Runs when the connection is up and nothing has been sent.
 */
final class LocalClearText implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection != null && connection.handshake() == null) {
            InetAddress peer = connection.socket().getInetAddress();
            if (!peer.isLoopbackAddress() && !peer.isLinkLocalAddress() && !peer.isSiteLocalAddress()) {
                throw new IOException("a token is not asked for in clear text from " + peer.getHostAddress()
                        + ", which is not an address of this machine or its private network");
            }
        }
        return chain.proceed(chain.request());
    }
}

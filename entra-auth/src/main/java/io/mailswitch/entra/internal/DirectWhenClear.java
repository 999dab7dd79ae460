package io.mailswitch.entra.internal;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** No proxy for plain HTTP: what is asked so is the machine's own identity endpoint, which no proxy can reach. */
final class DirectWhenClear extends ProxySelector {
    private final ProxySelector secure;

    DirectWhenClear(ProxySelector secure) {
        this.secure = secure;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) ? List.of(Proxy.NO_PROXY) : secure.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        secure.connectFailed(uri, address, failure);
    }

    /** Always gives one proxy. */
    static final class Fixed extends ProxySelector {
        private final Proxy proxy;

        Fixed(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // the request fails with it
        }
    }
}

package io.mailswitch.smtp.internal.session;

import io.mailswitch.smtp.TlsMode;
import io.mailswitch.smtp.internal.config.ProxySettings;
import io.mailswitch.smtp.internal.config.Settings;
import io.mailswitch.smtp.internal.proxy.HttpConnect;
import io.mailswitch.smtp.internal.proxy.Socks5;
import io.mailswitch.smtp.internal.wire.AdvisedException;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.LinkInterruptedException;
import io.mailswitch.smtp.internal.wire.OpenLinks;
import io.mailswitch.smtp.internal.wire.Resolver;
import io.mailswitch.smtp.internal.wire.TcpLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets a TCP connection to the server, directly or through a proxy. */
final class Dialer {
    private final Settings settings;
    private final OpenLinks links;

    Dialer(Settings settings, OpenLinks links) {
        this.settings = settings;
        this.links = links;
    }

    TcpLink dial(Deadline deadline) throws IOException {
        ProxySettings proxy = settings.proxy();
        if (proxy == null) {
            return connect(settings.host(), settings.port(), deadline);
        }
        TcpLink link = connect(proxy.host(), proxy.port(), deadline);
        boolean through = false;
        try {
            switch (proxy.kind()) {
                case SOCKS5 -> new Socks5(proxy).connect(link, settings.host(), settings.port(), deadline);
                case HTTP -> new HttpConnect(proxy).connect(link, settings.endpoint(), deadline);
            }
            through = true;
            return link;
        } finally {
            if (!through) {
                links.close(link);
            }
        }
    }

    /** Tries all addresses in turn; one that never answers leaves time for the others. */
    private TcpLink connect(String host, int port, Deadline deadline) throws IOException {
        List<InetAddress> addresses = Resolver.resolve(host, deadline);
        @Nullable IOException first = null;
        int left = addresses.size();
        for (InetAddress address : addresses) {
            if (settings.tls().mode() == TlsMode.NONE && !address.isLoopbackAddress()) {
                throw new AdvisedException(
                        "mailswitch.smtp.tls=none would send in clear text over the network",
                        "Use mailswitch.smtp.tls=starttls or implicit; none is for a server on this machine.",
                        false,
                        null);
            }
            TcpLink link = links.open();
            try {
                Deadline share = deadline.within(Duration.ofNanos(Math.max(1, deadline.remainingNanos() / left)));
                link.connect(new InetSocketAddress(address, port), share);
                return link;
            } catch (IOException e) {
                links.close(link);
                if (e instanceof LinkInterruptedException || e instanceof ClosedChannelException) {
                    throw e;
                }
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
            left--;
        }
        throw first == null ? new UnknownHostException(host) : first;
    }
}

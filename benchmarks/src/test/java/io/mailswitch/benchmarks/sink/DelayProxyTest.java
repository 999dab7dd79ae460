package io.mailswitch.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DelayProxyTest {
    private static final int BOUND_MILLIS = 10_000;
    private static final Duration ROUND_TRIP = Duration.ofMillis(30);
    private static final Duration SLACK = Duration.ofMillis(1);

    @Test
    void answerTakesARoundTripAndOneIsCounted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DelayProxy proxy = DelayProxy.start(server.getLocalPort(), ROUND_TRIP);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            client.setSoTimeout(BOUND_MILLIS);
            server.setSoTimeout(BOUND_MILLIS);
            try (Socket accepted = server.accept()) {
                for (int count = 1; count <= 3; count++) {
                    long start = System.nanoTime();
                    exchange(client, accepted);
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(ROUND_TRIP.minus(SLACK));
                    assertThat(proxy.roundTrips()).isEqualTo(count);
                }
            }
        }
    }

    /** Both halves of what the client says are sent without waiting, and are one flight. */
    private static void exchange(Socket client, Socket server) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write('a');
        out.flush();
        out.write('b');
        InputStream in = server.getInputStream();
        assertThat(in.readNBytes(2)).isEqualTo(new byte[] {'a', 'b'});
        server.getOutputStream().write('c');
        assertThat(client.getInputStream().read()).isEqualTo('c');
    }
}

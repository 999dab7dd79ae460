package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.SendReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.Protocol;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages share connections, and over HTTP/2 one connection at the same time. */
class ConnectionReuseTest {
    private static final int AT_ONCE = 4;

    @RegisterExtension
    final FaultServer http2 = new FaultServer(Protocol.HTTP_2, Protocol.HTTP_1_1);

    @RegisterExtension
    final FaultServer http1 = new FaultServer(Protocol.HTTP_1_1);

    @Test
    void messagesOverlapOnOneConnection_http2() throws Exception {
        CountDownLatch allAreHere = new CountDownLatch(AT_ONCE);
        http2.server().setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if (request.getSequenceNumber() == 0) {
                    return FaultServer.status(202);
                }
                allAreHere.countDown();
                // nobody is answered before the last is here
                return FaultServer.status(allAreHere.await(20, TimeUnit.SECONDS) ? 202 : 500);
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (TestEngine engine = http2.engine()) {
            engine.send(email().build());
            assertThat(http2.take().getSequenceNumber()).isZero();
            List<Future<SendReceipt>> sends = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                sends.add(threads.submit(() -> engine.send(email().build())));
            }
            List<Integer> places = new ArrayList<>();
            for (Future<SendReceipt> send : sends) {
                assertThat(send.get(30, TimeUnit.SECONDS).reply().code()).isEqualTo(202);
                places.add(http2.take().getSequenceNumber());
            }
            assertThat(places).as("places on the connection").containsExactlyInAnyOrder(1, 2, 3, 4);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void messagesInTurnShareAConnection() {
        for (int i = 0; i < 3; i++) {
            http1.answer(FaultServer.status(202));
        }
        try (TestEngine engine = http1.engine()) {
            for (int i = 0; i < 3; i++) {
                engine.send(email().build());
                assertThat(http1.take().getSequenceNumber()).isEqualTo(i);
            }
        }
    }
}

package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mailswitch.Email;
import java.lang.management.ManagementFactory;
import okhttp3.Protocol;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the sending thread takes for a mail of 2 KB, OkHttp and TLS included, counted exactly by the JVM. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM = 300;
    private static final int COUNTED = 200;

    @RegisterExtension
    final FaultServer server = new FaultServer(Protocol.HTTP_2, Protocol.HTTP_1_1);

    @Test
    void smallMailTakesLittle() {
        server.server().setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return FaultServer.status(202);
            }
        });
        Email email = email().text("The disk of db-1 is 91 % full. It was 74 % full a week ago.\n".repeat(34))
                .build();
        try (TestEngine engine = server.engine()) {
            for (int i = 0; i < WARM; i++) {
                engine.send(email);
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < COUNTED; i++) {
                engine.send(email);
            }
            long octets = (THREADS.getCurrentThreadAllocatedBytes() - before) / COUNTED;

            assertThat(octets).isLessThan(60_000);
        }
    }
}

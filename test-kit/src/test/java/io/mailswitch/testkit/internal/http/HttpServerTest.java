package io.mailswitch.testkit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server over a bare socket, so that nothing mends what is sent. */
class HttpServerTest {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server = new HttpServer("test", () -> null, request -> {
        String body = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(request.path() + " " + request.query() + " " + body);
        return new HttpAnswer.Respond(HttpResponse.text(200, "text/plain", "ok"));
    });

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void requestsFollowEachOther() throws IOException {
        String answers = exchange("POST /a%2Fb/c+d?x=1+2&y=%C3%A9 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
                + "POST /e HTTP/1.1\r\nhost: h\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nde\r\n1\r\nf\r\n0\r\nT: v\r\n\r\n"
                + "GET /g HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(bodies).containsExactly("[a/b, c+d] {x=1 2, y=é} abc", "[e] {} def", "[g] {} ");
        assertThat(answers.split("HTTP/1.1 200 OK\r\n", -1)).hasSize(4);
        assertThat(answers).contains("Connection: close\r\n").endsWith("\r\n\r\nok");
    }

    @Test
    void continueIsSaidWhenAsked() throws IOException {
        String answers = exchange("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"
                + "Connection: close\r\n\r\nx");

        assertThat(answers).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.0\r\nHost: h\r\n\r\n",
                "get / HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n",
                "GET / HTTP/1.1\nHost: h\n\n",
                "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /?a=1&a=2 HTTP/1.1\r\nHost: h\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n"
            })
    void badGrammarIsRefused(String request) throws IOException {
        assertThat(exchange(request)).startsWith("HTTP/1.1 400 Bad Request\r\n");
        assertThat(bodies).isEmpty();
    }

    @Test
    void bodyThatEndsTooSoonIsNoRequest() throws IOException {
        assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabc"))
                .isEmpty();
        assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc"))
                .isEmpty();
        assertThat(bodies).isEmpty();
    }

    @Test
    void closeEndsEveryThread() throws Exception {
        try (Socket open = connect()) {
            open.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(open.getInputStream().read()).isEqualTo('H');

            server.close();

            assertThat(new String(open.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("ok");
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("fake-test-")) {
                // the pool is done with it, the JVM perhaps not for another moment
                thread.join(10_000);
                assertThat(thread.isAlive()).as("%s", thread).isFalse();
            }
        }
    }

    @RepeatedTest(20)
    void closeEndsConnectionsThatHaveJustCome() throws IOException {
        try (Socket open = connect()) {
            server.close();

            assertThat(open.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).as("not even accepted").hasMessageContaining("reset");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

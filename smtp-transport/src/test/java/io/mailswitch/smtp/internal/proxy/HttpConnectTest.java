package io.mailswitch.smtp.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.Secret;
import io.mailswitch.smtp.internal.config.ProxySettings;
import io.mailswitch.smtp.internal.proxy.FakeProxy.Turn;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.TcpLink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectTest {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofSeconds(30));
    private static final String REQUEST = "CONNECT mail.example.com:587 HTTP/1.1\r\nHost: mail.example.com:587\r\n\r\n";

    private static ProxySettings settings(FakeProxy proxy, String user, String password) {
        return new ProxySettings(
                ProxySettings.Kind.HTTP,
                "127.0.0.1",
                proxy.port(),
                user,
                password == null ? null : Secret.of(password));
    }

    private static FakeProxy answering(String answer) throws IOException {
        return new FakeProxy(new Turn(REQUEST.length(), answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 Connection established\r\n\r\n",
                "HTTP/1.0 200\r\nVia: x\r\n\r\n",
                "HTTP/1.1 200 OK\nX: y\n\n"
            })
    void whatFollowsTheHeadIsTheServers(String head) throws IOException {
        try (FakeProxy proxy = answering(head + "220 hi\r\n");
                TcpLink link = proxy.connect()) {
            new HttpConnect(settings(proxy, null, null)).connect(link, "mail.example.com:587", DEADLINE);

            assertThat(new String(proxy.received(), StandardCharsets.US_ASCII)).isEqualTo(REQUEST);
            ByteBuffer greeting = ByteBuffer.allocate(20);
            while (greeting.position() < 8) {
                link.read(greeting, DEADLINE);
            }
            assertThat(new String(greeting.array(), 0, 8, StandardCharsets.US_ASCII))
                    .isEqualTo("220 hi\r\n");
        }
    }

    @Test
    void signsInByBasic() throws IOException {
        String login = "Proxy-Authorization: Basic dXNlcjpodW50ZXIy\r\n";
        try (FakeProxy proxy = new FakeProxy(new Turn(
                        REQUEST.length() + login.length(),
                        "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                TcpLink link = proxy.connect()) {
            new HttpConnect(settings(proxy, "user", "hunter2")).connect(link, "mail.example.com:587", DEADLINE);

            assertThat(new String(proxy.received(), StandardCharsets.US_ASCII)).contains("\r\n" + login + "\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"407,mailswitch.smtp.proxy-password,false", "403,administrator,false", "503,try again later,true"})
    void refusalIsExplained(int status, String advice, boolean passing) throws IOException {
        try (FakeProxy proxy = answering("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
                TcpLink link = proxy.connect()) {
            assertThatThrownBy(() -> new HttpConnect(settings(proxy, null, null))
                            .connect(link, "mail.example.com:587", DEADLINE))
                    .isInstanceOfSatisfying(ProxyException.class, e -> {
                        assertThat(e.summary()).contains(status + " No");
                        assertThat(e.advice()).contains(advice);
                        assertThat(e.passesByItself()).isEqualTo(passing);
                    });
        }
    }

    @Test
    void headIsBounded() throws IOException {
        try (FakeProxy proxy = answering("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(5_000));
                TcpLink link = proxy.connect()) {
            assertThatThrownBy(() -> new HttpConnect(settings(proxy, null, null))
                            .connect(link, "mail.example.com:587", DEADLINE))
                    .isInstanceOf(ProxyException.class)
                    .hasMessageContaining("16384");
        }
    }

    @Test
    void somethingElseAnswers() throws IOException {
        try (FakeProxy proxy = answering("220 mail.example.com ESMTP\r\n\r\n");
                TcpLink link = proxy.connect()) {
            assertThatThrownBy(() -> new HttpConnect(settings(proxy, null, null))
                            .connect(link, "mail.example.com:587", DEADLINE))
                    .isInstanceOf(ProxyException.class)
                    .hasMessageContaining("does not answer as an HTTP proxy");
        }
    }
}

package io.mailswitch.smtp.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailswitch.Secret;
import io.mailswitch.smtp.internal.config.ProxySettings;
import io.mailswitch.smtp.internal.proxy.FakeProxy.Turn;
import io.mailswitch.smtp.internal.wire.Deadline;
import io.mailswitch.smtp.internal.wire.DeadlineException;
import io.mailswitch.smtp.internal.wire.TcpLink;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Socks5Test {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofSeconds(30));
    private static final byte[] CONNECTED = {5, 0, 0, 1, 127, 0, 0, 1, 0, 25};
    private static final int REQUEST = 5 + "mail.example.com".length() + 2;

    private static ProxySettings settings(FakeProxy proxy, String user, String password) {
        return new ProxySettings(
                ProxySettings.Kind.SOCKS5,
                "127.0.0.1",
                proxy.port(),
                user,
                password == null ? null : Secret.of(password));
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer b) {
                out.write(b);
            } else {
                out.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    @Test
    void nameIsLookedUpAtTheProxy_andWhatFollowsIsTheServers() throws IOException {
        byte[] answer = new byte[CONNECTED.length + 3];
        System.arraycopy(CONNECTED, 0, answer, 0, CONNECTED.length);
        System.arraycopy("220".getBytes(StandardCharsets.US_ASCII), 0, answer, CONNECTED.length, 3);
        try (FakeProxy proxy = new FakeProxy(new Turn(3, new byte[] {5, 0}), new Turn(REQUEST, answer));
                TcpLink link = proxy.connect()) {
            new Socks5(settings(proxy, null, null)).connect(link, "mail.example.com", 587, DEADLINE);

            assertThat(proxy.received())
                    .isEqualTo(bytes(5, 1, 0, 5, 1, 0, 3, 16, "mail.example.com", 587 >> 8, 587 & 255));
            ByteBuffer greeting = ByteBuffer.allocate(10);
            while (greeting.position() < 3) {
                link.read(greeting, DEADLINE);
            }
            assertThat(new String(greeting.array(), 0, 3, StandardCharsets.US_ASCII))
                    .isEqualTo("220");
        }
    }

    @Test
    void passwordIsSentWhenAskedFor() throws IOException {
        try (FakeProxy proxy = new FakeProxy(
                        new Turn(4, new byte[] {5, 2}),
                        new Turn(3 + 4 + 7, new byte[] {1, 0}),
                        new Turn(REQUEST, CONNECTED));
                TcpLink link = proxy.connect()) {
            new Socks5(settings(proxy, "user", "hunter2")).connect(link, "mail.example.com", 25, DEADLINE);

            assertThat(proxy.received()).startsWith(bytes(5, 2, 0, 2, 1, 4, "user", 7, "hunter2"));
        }
    }

    @Test
    void wrongPassword() throws IOException {
        try (FakeProxy proxy = new FakeProxy(new Turn(4, new byte[] {5, 2}), new Turn(3 + 4 + 7, new byte[] {1, 1}));
                TcpLink link = proxy.connect()) {
            assertThatThrownBy(() -> new Socks5(settings(proxy, "user", "hunter2"))
                            .connect(link, "mail.example.com", 25, DEADLINE))
                    .isInstanceOfSatisfying(ProxyException.class, e -> {
                        assertThat(e.summary())
                                .contains("did not accept user and password")
                                .doesNotContain("hunter2");
                        assertThat(e.advice()).contains("mailswitch.smtp.proxy-password");
                        assertThat(e.passesByItself()).isFalse();
                    });
        }
    }

    @Test
    void loginWantedButNoneConfigured() throws IOException {
        try (FakeProxy proxy = new FakeProxy(new Turn(3, new byte[] {5, (byte) 0xff}));
                TcpLink link = proxy.connect()) {
            assertThatThrownBy(() ->
                            new Socks5(settings(proxy, null, null)).connect(link, "mail.example.com", 25, DEADLINE))
                    .isInstanceOf(ProxyException.class)
                    .hasMessageContaining("wants a login");
        }
    }

    @ParameterizedTest
    @CsvSource({"1,true", "2,false", "3,true", "4,true", "5,true", "6,true", "7,false", "8,false", "99,false"})
    void refusalIsExplained(int code, boolean passing) throws IOException {
        try (FakeProxy proxy = new FakeProxy(
                        new Turn(3, new byte[] {5, 0}),
                        new Turn(REQUEST, new byte[] {5, (byte) code, 0, 1, 0, 0, 0, 0, 0, 0}));
                TcpLink link = proxy.connect()) {
            assertThatThrownBy(() ->
                            new Socks5(settings(proxy, null, null)).connect(link, "mail.example.com", 25, DEADLINE))
                    .isInstanceOfSatisfying(ProxyException.class, e -> assertThat(e.passesByItself())
                            .isEqualTo(passing));
        }
    }

    @Test
    void somethingElseAnswers() throws IOException {
        try (FakeProxy proxy =
                        new FakeProxy(new Turn(3, "HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII)));
                TcpLink link = proxy.connect()) {
            assertThatThrownBy(() ->
                            new Socks5(settings(proxy, null, null)).connect(link, "mail.example.com", 25, DEADLINE))
                    .isInstanceOf(ProxyException.class)
                    .hasMessageContaining("does not answer as a SOCKS 5 proxy");
        }
    }

    @Test
    void silentProxyMeetsTheDeadline() throws IOException {
        try (FakeProxy proxy = new FakeProxy();
                TcpLink link = proxy.connect()) {
            assertThatThrownBy(() -> new Socks5(settings(proxy, null, null))
                            .connect(link, "mail.example.com", 25, Deadline.after(Duration.ofMillis(50))))
                    .isInstanceOf(DeadlineException.class);
        }
    }

    @Test
    void valueThatDoesNotFit() throws IOException {
        try (FakeProxy proxy = new FakeProxy(new Turn(4, new byte[] {5, 2}));
                TcpLink link = proxy.connect()) {
            assertThatThrownBy(() -> new Socks5(settings(proxy, "user", "x".repeat(256)))
                            .connect(link, "mail.example.com", 25, DEADLINE))
                    .isInstanceOf(ProxyException.class)
                    .isNotInstanceOf(EOFException.class)
                    .hasMessageContaining("does not fit");
        }
    }
}

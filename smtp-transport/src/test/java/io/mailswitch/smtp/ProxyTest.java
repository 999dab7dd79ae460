package io.mailswitch.smtp;

import static io.mailswitch.smtp.Sends.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.ConnectionException;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.testkit.FakeExchangeExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "http"})
    void mailGoesThrough_andTheNameIsLookedUpThere(String scheme) throws Exception {
        try (ForwardingProxy proxy = new ForwardingProxy(exchange.smtp().port());
                MailSender sender = Sends.open(
                        exchange,
                        with(
                                "smtp.proxy",
                                scheme + "://user@127.0.0.1:" + proxy.port(),
                                "smtp.proxy-password",
                                "proxy-secret"))) {
            assertThat(sender.send(Sends.email()).tls())
                    .as("TLS is with the server")
                    .isPresent();
            assertThat(proxy.asked())
                    .containsExactly("localhost:" + exchange.smtp().port());
            assertThat(sender.check().fact("proxy"))
                    .hasValueSatisfying(fact -> assertThat(fact).contains("127.0.0.1:" + proxy.port()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "http"})
    void wrongPassword(String scheme) throws Exception {
        try (ForwardingProxy proxy = new ForwardingProxy(exchange.smtp().port());
                MailSender sender = Sends.open(
                        exchange,
                        with(
                                "smtp.proxy",
                                scheme + "://user@127.0.0.1:" + proxy.port(),
                                "smtp.proxy-password",
                                "wrong-secret"))) {
            MailException failure = Sends.fails(sender);

            assertThat(failure).isInstanceOf(ConnectionException.class).hasMessageNotContaining("wrong-secret");
            assertThat(failure.stage()).isEqualTo(Stage.CONNECT);
            assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
            assertThat(failure.origin()).isEqualTo(FailureOrigin.SETUP);
            assertThat(failure.advice()).contains("mailswitch.smtp.proxy-password");
        }
    }

    @Test
    void noProxyThere() throws Exception {
        int port;
        try (ForwardingProxy proxy = new ForwardingProxy(1)) {
            port = proxy.port();
        }
        try (MailSender sender = Sends.open(exchange, with("smtp.proxy", "http://127.0.0.1:" + port))) {
            MailException failure = Sends.fails(sender);

            assertThat(failure.stage()).isEqualTo(Stage.CONNECT);
            assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
            assertThat(failure.advice()).contains("proxy");
        }
    }
}

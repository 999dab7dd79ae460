package io.mailswitch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.EmailAddress;
import io.mailswitch.MailSender;
import io.mailswitch.config.Cloud;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TransportContext;
import io.mailswitch.spi.TransportProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphConfigTest {
    private static final AccessToken TOKEN = AccessToken.of("t", Instant.MAX);

    private static MailSender open(String... settings) {
        Map<String, String> map = new HashMap<>();
        map.put("mailswitch.transport", "graph");
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return MailSender.builder()
                .config(MailConfig.of(map))
                .tokenSource(request -> TOKEN)
                .open();
    }

    private static ConfigProblem problem(String... settings) {
        ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class, () -> open(settings).close());
        assertThat(failure.problems()).hasSize(1);
        return failure.problems().get(0);
    }

    @Test
    void providerIsFound() {
        Optional<TransportProvider> provider = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("graph"))
                .findFirst();

        assertThat(provider).isPresent();
        assertThat(provider.orElseThrow().keys())
                .extracting(ConfigKey::name)
                .contains("mailswitch.graph.mailbox", "mailswitch.http.proxy")
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingNeedsToBeSetButTheTransport() {
        try (MailSender sender = open()) {
            assertThat(sender.capabilities().transport()).isEqualTo("graph");
            assertThat(sender.capabilities().maxMessageBytes()).hasValue(35L << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://graph.microsoft.com/v1.0",
                "graph.microsoft.com",
                "https:///v1.0",
                "https://user@graph.microsoft.com/v1.0",
                "https://graph.microsoft.com/v1.0?x=1",
                "https://graph.microsoft.com/v1.0#x"
            })
    void baseUrlThatIsNoPlainHttpsUrlIsRefused(String url) {
        ConfigProblem problem = problem("mailswitch.graph.base-url", url);

        assertThat(problem.key()).isEqualTo("mailswitch.graph.base-url");
        assertThat(problem.instead()).contains("https://graph.microsoft.com/v1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphConfig.builder().baseUrl(URI.create(url)));
    }

    @ParameterizedTest
    @CsvSource({
        "mailswitch.graph.max-message-size, 151MB",
        "mailswitch.graph.max-message-size, 0",
        "mailswitch.graph.max-concurrent, 0",
        "mailswitch.graph.max-wait, -1s",
        "mailswitch.graph.request-timeout, 0s",
        "mailswitch.graph.verify-timeout, 1d",
        "mailswitch.graph.verify-unknown, maybe",
        "mailswitch.graph.mailbox, nobody"
    })
    void badValueIsReported(String key, String value) {
        assertThat(problem(key, value).key()).isEqualTo(key);
    }

    @Test
    void misspeltKeyIsReportedWithTheNearest() {
        assertThat(problem("mailswitch.graph.mailbax", "a@example.com").instead())
                .contains("mailswitch.graph.mailbox");
    }

    @Test
    void cloudGivesUrlAndScope() {
        GraphConfig china = GraphConfig.builder().cloud(Cloud.CHINA).build();

        assertThat(china.baseUrl()).hasToString("https://microsoftgraph.chinacloudapi.cn/v1.0");
        assertThat(china.scope()).isEqualTo("https://microsoftgraph.chinacloudapi.cn/.default");
        GraphConfig own = GraphConfig.builder()
                .cloud(Cloud.CHINA)
                .baseUrl(URI.create("https://graph.example.com/v1.0/"))
                .scope("api://x/.default")
                .build();
        assertThat(own.baseUrl()).hasToString("https://graph.example.com/v1.0");
        assertThat(own.scope()).isEqualTo("api://x/.default");
    }

    @Test
    void builderHasTheDefaultsOfTheKeys() {
        GraphConfig config = GraphConfig.builder().build();

        assertThat(config.baseUrl()).hasToString("https://graph.microsoft.com/v1.0");
        assertThat(config.scope()).isEqualTo("https://graph.microsoft.com/.default");
        assertThat(config.mailbox()).isEmpty();
        assertDefault(GraphKeys.SAVE_TO_SENT_ITEMS, config.saveToSentItems());
        assertDefault(GraphKeys.VERIFY_UNKNOWN, config.verifyUnknown());
        assertDefault(GraphKeys.VERIFY_TIMEOUT, config.verifyTimeout());
        assertDefault(GraphKeys.MAX_CONCURRENT, config.maxConcurrent());
        assertDefault(GraphKeys.MAX_MESSAGE_SIZE, config.maxMessageSize());
        assertDefault(GraphKeys.REQUEST_TIMEOUT, config.requestTimeout());
        assertDefault(GraphKeys.MAX_WAIT, config.maxWait());
    }

    private static <T> void assertDefault(ConfigKey<T> key, T value) {
        assertThat(value).isEqualTo(key.parse(key.defaultText().orElseThrow()));
    }

    @Test
    void builderRefusesNonsense() {
        GraphConfig.Builder builder = GraphConfig.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxConcurrent(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxMessageSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.requestTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.verifyTimeout(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxWait(Duration.ofSeconds(-1)));
    }

    @Test
    void toStringNamesNoMailbox() {
        GraphConfig config =
                GraphConfig.builder().mailbox(EmailAddress.of("a@example.com")).build();

        assertThat(config.toString()).contains("graph.microsoft.com").doesNotContain("a@");
    }

    @Test
    void transportNeedsTokens() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GraphTransport.open(GraphConfig.builder().build(), new TransportContext(Instant::now, null)))
                .withMessageContaining("tokens");
    }
}

package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.config.LimitPreset;
import io.mailswitch.config.MailConfig;
import io.mailswitch.config.UnknownPolicy;
import io.mailswitch.internal.policy.PolicySettings;
import io.mailswitch.spi.TokenSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReadingTest {
    private static final TokenSource OWN = request -> {
        throw new AssertionError("configuration asks for no token");
    };

    private static PolicySettings read(String... more) {
        return Assembly.of(config(more), OWN, SampleProviders.ALL).policies();
    }

    private static MailConfig config(String... more) {
        MailConfig config =
                Configs.of("transport", "smtp", "smtp.host", "smtp.example.com", "graph.mailbox", "alerts@example.com");
        for (int i = 0; i < more.length; i += 2) {
            config = config.with("mailswitch." + more[i], more[i + 1]);
        }
        return config;
    }

    private static List<String> problems(String... more) {
        return Configs.texts(config(more));
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        PolicySettings settings = read();
        assertThat(settings.retry().attempts()).isEqualTo(4);
        assertThat(settings.retry().totalTime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.retry().unknown()).isEqualTo(UnknownPolicy.REPORT);
        assertThat(settings.limits().preset()).isEqualTo(LimitPreset.AUTO);
        assertThat(settings.limits().concurrency()).isEmpty();
        assertThat(settings.limits().maxWait()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.failover().rest()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void settingsAreRead() {
        PolicySettings settings = read(
                "retry.attempts", "2",
                "retry.unknown", "resend",
                "limits.preset", "exchange-online",
                "limits.concurrency", "3",
                "limits.per-minute", "100",
                "limits.max-wait", "0s",
                "failover.rest", "5s");
        assertThat(settings.retry().attempts()).isEqualTo(2);
        assertThat(settings.retry().unknown()).isEqualTo(UnknownPolicy.RESEND);
        assertThat(settings.limits().preset()).isEqualTo(LimitPreset.EXCHANGE_ONLINE);
        assertThat(settings.limits().concurrency()).hasValue(3);
        assertThat(settings.limits().perMinute()).hasValue(100);
        assertThat(settings.limits().maxWait()).isZero();
        assertThat(settings.failover().rest()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void failoverNamesTransportsInOrder() {
        assertThat(Assembly.of(config("transport", "failover:graph,smtp"), OWN, SampleProviders.ALL)
                        .transports())
                .containsExactly("graph", "smtp");
        assertThat(Assembly.of(config("transport", "failover: smtp , graph"), OWN, SampleProviders.ALL)
                        .transports())
                .containsExactly("smtp", "graph");
    }

    @Test
    void everyLegOfAFailoverIsChecked() {
        assertThat(Configs.texts(Configs.of("transport", "failover:graph,smtp")))
                .anySatisfy(text -> assertThat(text).startsWith("mailswitch.graph.mailbox: is missing"))
                .anySatisfy(text -> assertThat(text).startsWith("mailswitch.smtp.host: is missing"));
    }

    @Test
    void contradictionsAreReportedAllAtOnce() {
        assertThat(problems(
                        "transport", "failover:grpah,smtp,smtp,failover:smtp,,failover",
                        "retry.total-time", "500ms",
                        "retry.max-delay", "100ms",
                        "limits.concurrency", "0",
                        "limits.per-minute", "0",
                        "failover.rest", "11m"))
                .containsExactlyInAnyOrder(
                        at("names smtp twice: one that failed is tried again by itself; name each transport once"),
                        at("has a failover inside of a failover; "
                                + "name all transports in one list, such as failover:graph,smtp"),
                        at("leaves a transport without a name; write such as failover:graph,smtp"),
                        at("names no transport by grpah; did you mean graph?"),
                        "mailswitch.retry.total-time=500ms (from program): is shorter than mailswitch.retry.first-delay, "
                                + "so that there is never time for a second try; "
                                + "lengthen it, shorten the other, or write mailswitch.retry.attempts=1",
                        "mailswitch.retry.max-delay=100ms (from program): is shorter than mailswitch.retry.first-delay, "
                                + "which it bounds; lengthen it or shorten the other",
                        "mailswitch.limits.concurrency=0 (from program): is out of range; "
                                + "set it to a whole number from 1 to 1000",
                        "mailswitch.limits.per-minute=0 (from program): is out of range; "
                                + "set it to a whole number from 1 to 100000",
                        "mailswitch.failover.rest=11m (from program): is longer than mailswitch.failover.max-rest, "
                                + "which is 10m by default; shorten it or lengthen the other");
    }

    private static String at(String problem) {
        return "mailswitch.transport=failover:grpah,smtp,smtp,failover:smtp,,failover (from program): " + problem;
    }

    @Test
    void totalTimeDoesNotMatterWithOneAttempt() {
        assertThat(read("retry.total-time", "1ms", "retry.attempts", "1")
                        .retry()
                        .attempts())
                .isEqualTo(1);
    }

    @Test
    void missingJarOfALegIsNamed() {
        assertThat(Configs.problems(config("transport", "failover:graph,smtp"), SampleProviders.SMTP_ONLY))
                .anySatisfy(problem ->
                        assertThat(problem.instead()).isEqualTo("add io.mailswitch:mailswitch-graph-transport"));
    }
}

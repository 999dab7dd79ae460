package io.mailswitch.entra;

import io.mailswitch.config.MailConfig;
import io.mailswitch.internal.config.Assembly;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.testkit.FakeEntra;
import io.mailswitch.testkit.FakeExchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A fake Entra, and token sources that are made from configuration as a sender makes them. */
final class TokenFixture implements AutoCloseable {
    static final String GRAPH = "https://graph.microsoft.com/.default";
    static final String SMTP = "https://outlook.office365.com/.default";

    final FakeExchange exchange = FakeExchange.start();
    final FakeEntra entra = exchange.entra();
    final MovableClock clock = new MovableClock();
    private final List<TokenSource> opened = new ArrayList<>();

    /** Returns settings of a secret, to be changed. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(exchange.settings("graph"));
        settings.keySet().removeIf(key -> key.startsWith("mailswitch.graph."));
        settings.put("mailswitch.transport", "probe");
        return settings;
    }

    TokenSource open() {
        return open(settings());
    }

    TokenSource open(Map<String, String> settings) {
        Providers providers = new Providers(List.of(new ProbeTransport()), List.of(new EntraTokenSourceProvider()));
        TokenSource source = Assembly.of(MailConfig.of(settings), null, providers)
                .tokens()
                .orElseThrow()
                .open(clock);
        opened.add(source);
        return source;
    }

    static AccessToken graph(TokenSource source) {
        return source.token(TokenRequest.of(GRAPH));
    }

    /** Returns the claims of a token as JSON. */
    static String claims(AccessToken token) {
        String payload = token.value().reveal().split("\\.", -1)[1];
        return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        opened.forEach(TokenSource::close);
        exchange.close();
    }
}

package io.mailswitch.smtp;

import io.mailswitch.Secret;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.contract.ContractServer;
import io.mailswitch.testkit.contract.SmtpContractServer;
import io.mailswitch.testkit.contract.TransportContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

class SmtpTransportContractTest extends TransportContract {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create().checkOpenConnections();

    @Override
    public ContractServer server() {
        return new SmtpContractServer(exchange.exchange());
    }

    @Override
    public Transport open(Duration timeout, Map<String, String> changes, @Nullable TokenSource tokens) {
        SmtpConfigBuilder config = SmtpConfig.builder()
                .host(exchange.smtp().host())
                .port(exchange.smtp().port())
                .caFile(exchange.exchange().certificates().caFile())
                .username(Accounts.DEFAULT_USER)
                .partialSubmission(Boolean.parseBoolean(changes.get("mailswitch.partial-submission")));
        for (SmtpTimeout each : SmtpTimeout.values()) {
            config.timeout(each, timeout);
        }
        config.timeout(SmtpTimeout.MESSAGE_TIMEOUT, timeout.multipliedBy(5));
        if (tokens == null) {
            config.auth(SmtpAuth.PASSWORD).password(Secret.of(Accounts.DEFAULT_PASSWORD));
        } else {
            config.auth(SmtpAuth.OAUTH2);
        }
        return config.build().open(new TransportContext(InstantSource.system(), tokens));
    }
}

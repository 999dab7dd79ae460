package io.mailswitch.smtp.internal.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIdTest {
    @ParameterizedTest
    @CsvSource({
        "250 2.0.0 OK <AM0PR04MB1@AM0PR04MB1.eurprd04.prod.outlook.com> [Hostname=AM0PR04MB1.eurprd04.prod.outlook.com], AM0PR04MB1@AM0PR04MB1.eurprd04.prod.outlook.com",
        "250 2.0.0 Ok: queued as 4TZx9k0F3Bz1, 4TZx9k0F3Bz1",
        "250 OK id=1rXyZa-0003Bc-2D, 1rXyZa-0003Bc-2D",
        "250 2.0.0 4ANKx1abc012345 Message accepted for delivery, 4ANKx1abc012345",
        "250 2.0.0 OK  1700000000 a640c23a62f3a-9ff5 - gsmtp, a640c23a62f3a-9ff5"
    })
    void idIsFound(String reply, String id) {
        assertThat(ServerId.find(ReplyClassifierTest.reply(reply))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 2.0.0 OK", "250 2.0.0 OK [Hostname=x]", "250 2.0.0 message accepted"})
    void noneIsInvented(String reply) {
        assertThat(ServerId.find(ReplyClassifierTest.reply(reply))).isEmpty();
    }
}

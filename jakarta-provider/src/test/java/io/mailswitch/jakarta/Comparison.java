package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.ReceivedMail;
import java.time.Duration;
import java.util.Properties;

/** Sends the same by Angus alone, through Mailswitch by SMTP and through Mailswitch by Graph, and compares what arrives. */
final class Comparison {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Comparison() {}

    /** A program or library that knows Jakarta Mail only. */
    interface Program {
        /** Sends one message with the properties of a session. */
        void send(Properties properties) throws Exception;
    }

    static ReceivedMail compare(FakeExchange exchange, Program program) throws Exception {
        ReceivedMail angus = run("angus", exchange, program);
        ReceivedMail smtp = run("smtp", exchange, program);
        ReceivedMail graph = run("graph", exchange, program);

        assertThat(exchange.mailbox().all()).as("mails, one of each way").hasSize(3);
        assertThat(smtp.transport()).isEqualTo("smtp");
        assertThat(Arrived.bytes(smtp)).isEqualTo(Arrived.bytes(angus));
        assertThat(smtp.reversePath()).isEqualTo(angus.reversePath());
        assertThat(smtp.recipientAddresses()).isEqualTo(angus.recipientAddresses());
        assertThat(smtp.user()).isEqualTo(angus.user());
        assertThat(graph.transport()).isEqualTo("graph");
        assertThat(Arrived.of(graph)).isEqualTo(Arrived.of(angus));
        return smtp;
    }

    private static ReceivedMail run(String way, FakeExchange exchange, Program program) throws Exception {
        program.send(Sessions.of(way, exchange));
        return exchange.mailbox().await(SOON);
    }
}

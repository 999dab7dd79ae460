package io.mailswitch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The extension serves each test afresh, and fails what has proved nothing. */
class FakeExchangeExtensionTest {

    @Test
    void servesEachTestAfresh_fromAStaticField() {
        run(Shared.class).assertStatistics(stats -> stats.started(3).succeeded(3));
        assertThat(Shared.PORTS).hasSize(3).containsOnly(Shared.PORTS.get(0));
        assertThatThrownBy(Shared.exchange::exchange).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void servesEachTestFromAServiceOfItsOwn_fromAnInstanceField() {
        run(Own.class).assertStatistics(stats -> stats.started(2).succeeded(2));
    }

    @Test
    void passesTheServiceAsAParameter() {
        run(ByParameter.class).assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    @Test
    void failsTestsThatProveNothing() {
        Events events = run(Faulty.class);

        events.assertStatistics(stats -> stats.started(6).succeeded(2).failed(4));
        assertFails(events, "breaksTheProtocol", AssertionError.class, text -> text.contains("BARE_LF"));
        assertFails(events, "leavesAFaultUnused", AssertionError.class, text -> text.contains("CONTENT_END"));
        assertFails(events, "leavesAConnectionOpen", AssertionError.class, text -> text.contains("connection 1 open"));
        assertFails(events, "failsByItself", IllegalStateException.class, "its own story"::equals);
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    private static void assertFails(
            Events events, String method, Class<? extends Throwable> type, Predicate<String> text) {
        events.assertThatEvents()
                .haveExactly(1, event(test(method), finishedWithFailure(instanceOf(type), message(text))));
    }

    static class Shared {
        static final List<Integer> PORTS = new ArrayList<>();

        @RegisterExtension
        static final FakeExchangeExtension exchange =
                FakeExchangeExtension.of(FakeExchange.builder().smtp(options -> options.without("DSN")));

        @Test
        void first() throws Exception {
            useIt();
        }

        @Test
        void second() throws Exception {
            useIt();
        }

        @Nested
        class Inner {
            @Test
            void third() throws Exception {
                useIt();
            }
        }

        static void useIt() throws Exception {
            PORTS.add(exchange.smtp().port());
            assertThat(exchange.mailbox().all()).isEmpty();
            assertThat(exchange.smtp().connections()).isEmpty();
            assertThat(exchange.smtp().unusedFaults()).isEmpty();
            assertThat(exchange.smtp().options().offers("DSN")).isFalse();
            assertThat(exchange.smtp().options().offers("SIZE")).isTrue();
            assertThat(exchange.accounts().checkPassword("bob@example.com", "x"))
                    .isFalse();
            exchange.accounts().add("bob@example.com", "x");
            exchange.smtp().reconfigure(options -> options.without("SIZE"));
            exchange.smtp().at(SmtpStage.RSET).times(2).reply("450 once more");
            exchange.allowUnusedFaults();
            try (RawClient client = Conversation.upTo(SmtpStage.RSET, exchange.exchange())) {
                client.expect("450 once more");
            }
            assertThat(exchange.mailbox().size()).isEqualTo(1);
        }
    }

    static class Own {
        @RegisterExtension
        final FakeExchangeExtension exchange = FakeExchangeExtension.create();

        @Test
        void first() throws Exception {
            try (RawClient client = RawClient.connect(exchange.exchange())) {
                client.expect("220");
            }
        }

        @Test
        void second() {
            assertThat(exchange.smtp().connections()).isEmpty();
        }
    }

    @ExtendWith(FakeExchangeExtension.class)
    static class ByParameter {
        @Test
        void takesIt(FakeExchange exchange) {
            assertThat(exchange.settings())
                    .containsEntry(
                            "mailswitch.smtp.port",
                            Integer.toString(exchange.smtp().port()));
        }
    }

    @TestMethodOrder(MethodName.class)
    static class Faulty {
        @RegisterExtension
        static final FakeExchangeExtension exchange =
                FakeExchangeExtension.create().checkOpenConnections();

        /** Held on to: a socket that nobody holds is closed by the garbage collector. */
        private static RawClient open;

        @Test
        void breaksTheProtocol() throws Exception {
            try (RawClient client = RawClient.connect(exchange.exchange())) {
                client.expect("220");
                client.write("NOOP\n").expect("500");
            }
        }

        @Test
        void breaksTheProtocolAsExpected() throws Exception {
            exchange.expectViolations();
            breaksTheProtocol();
        }

        @Test
        void leavesAFaultUnused() {
            exchange.smtp().at(SmtpStage.CONTENT_END).drop();
        }

        @Test
        void leavesAFaultUnusedAsAllowed() {
            exchange.allowUnusedFaults();
            leavesAFaultUnused();
        }

        @Test
        void leavesAConnectionOpen() throws Exception {
            open = RawClient.connect(exchange.exchange());
            open.expect("220");
        }

        @AfterAll
        static void close() throws Exception {
            open.close();
        }

        @Test
        void failsByItself() {
            exchange.smtp().at(SmtpStage.CONTENT_END).drop();
            throw new IllegalStateException("its own story");
        }
    }
}

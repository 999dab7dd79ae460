/**
 * A mail service in a box for tests: {@link io.mailswitch.testkit.FakeExchange} behaves on loopback as Exchange Online
 * does, plays faults on request and records what arrived.
 *
 * <pre>{@code
 * class AlertsTest {
 *     @RegisterExtension
 *     static final FakeExchangeExtension exchange = FakeExchangeExtension.create();
 *
 *     @Test
 *     void alertNamesTheDisk() {
 *         try (MailSender sender = MailSender.open(MailConfig.of(exchange.settings()))) {
 *             new Alerts(sender).diskIsFull("sda1");
 *         }
 *         assertThat(exchange.mailbox().await(Duration.ofSeconds(5)).subject()).contains("sda1");
 *     }
 *
 *     @Test
 *     void alertIsKeptWhenNobodyKnowsWhetherItWasSent() {
 *         exchange.smtp().at(SmtpStage.CONTENT_END).acceptThenDrop();
 *         ...
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.mailswitch.testkit;

import org.jspecify.annotations.NullMarked;

package io.mailswitch.graph;

import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.Email;
import io.mailswitch.MailException;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SendReceipt;
import io.mailswitch.Stage;
import io.mailswitch.graph.internal.ManualPacer;
import io.mailswitch.graph.internal.TestEngine;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphFault;
import io.mailswitch.testkit.GraphPermission;
import io.mailswitch.testkit.GraphStage;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is made of a lost answer to the request that sends. */
class UnknownOutcomeTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private final FakeGraph graph = exchange.exchange().graph();
    private final ManualPacer pacer = new ManualPacer();

    private static Email large() {
        return email().attach(Attachment.of("a.bin", "application/octet-stream", GraphFixture.bytes(4_000_000)))
                .build();
    }

    private SendReceipt send(Email email, Consumer<GraphConfig.Builder> changes) {
        try (TestEngine engine = TestEngine.to(exchange.exchange(), pacer, changes)) {
            return engine.send(email);
        }
    }

    private SendReceipt sendLarge() {
        return send(large(), config -> {});
    }

    private GraphFault atSending() {
        return graph.at(GraphStage.SEND_DRAFT);
    }

    @Test
    void draftThatWasSentIsFoundSent() {
        atSending().accepted().status(504);

        SendReceipt receipt = sendLarge();

        assertThat(receipt.path()).isEqualTo("draft");
        assertThat(receipt.notes())
                .anySatisfy(note -> assertThat(note).contains("immutable id shows that it was sent"));
        assertThat(exchange.mailbox().size()).isEqualTo(1);
        assertThat(graph.requests(GraphStage.SEND_DRAFT)).hasSize(1);
        assertThat(graph.drafts()).isEmpty();
    }

    @Test
    void draftThatWasSentIsFoundSent_afterAConnectionWasLost() {
        atSending().acceptThenDrop();

        assertThat(sendLarge().path()).isEqualTo("draft");
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void draftOnItsWayIsWaitedFor() {
        graph.hideSent(3);
        atSending().accepted().status(504);

        SendReceipt receipt = sendLarge();

        assertThat(receipt.notes()).anySatisfy(note -> assertThat(note).contains("was sent"));
        assertThat(pacer.waits())
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(graph.requests(GraphStage.GET_MESSAGE))
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.header("Prefer")).contains("IdType=\"ImmutableId\""));
    }

    @Test
    void draftThatWasNotSentIsTakenBack_andSafeToSendAgain() {
        atSending().status(504);

        MailException failure = failure(this::sendLarge);

        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(failure.resend()).isEqualTo(Resend.SAFE_LATER);
        assertThat(failure).hasMessageContaining("found not sent and was deleted");
        assertThat(failure.reply().orElseThrow().code()).isEqualTo(504);
        assertThat(pacer.waits().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(30));
        assertThat(graph.drafts()).isEmpty();
        assertThat(exchange.mailbox().all()).isEmpty();
    }

    @Test
    void draftThatIsSentWhileItIsTakenBack_countsAsSent() {
        // still a draft whenever it is looked at, and by then too late to be deleted
        graph.at(GraphStage.GET_MESSAGE).times(6).answer(200, "application/json", "{\"isDraft\":true}");
        graph.at(GraphStage.DELETE_MESSAGE).status(204);
        atSending().accepted().status(504);

        SendReceipt receipt = sendLarge();

        assertThat(receipt.notes()).anySatisfy(note -> assertThat(note).contains("was sent"));
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void draftThatIsSentBetweenTheLastLookAndItsDeletion_countsAsSent() {
        graph.at(GraphStage.GET_MESSAGE).times(6).answer(200, "application/json", "{\"isDraft\":true}");
        atSending().accepted().status(504);

        assertThat(sendLarge().notes()).anySatisfy(note -> assertThat(note).contains("was sent"));
        assertThat(graph.requests(GraphStage.DELETE_MESSAGE)).hasSize(1);
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void draftThatIsTakenBackStaysUnknown_whenNobodySaysWhetherItWasSentByThen() {
        graph.at(GraphStage.GET_MESSAGE).times(6).answer(200, "application/json", "{\"isDraft\":true}");
        graph.at(GraphStage.GET_MESSAGE).always().status(503);
        atSending().accepted().status(504);

        MailException failure = failure(this::sendLarge);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining("did not say whether it had been sent");
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void draftIsDeletedByASecondTry_whenTheFirstMeetsATroubleThatPasses() {
        graph.at(GraphStage.DELETE_MESSAGE).status(503);
        atSending().error(403, "ErrorAccessDenied", "Access is denied.");

        assertThat(failure(this::sendLarge).resend()).isEqualTo(Resend.AFTER_SETUP);
        assertThat(graph.drafts()).isEmpty();
        assertThat(graph.requests(GraphStage.DELETE_MESSAGE)).hasSize(2);
        assertThat(pacer.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void draftThatIsNotFoundAgainStaysUnknown() {
        graph.hideSent(100);
        atSending().accepted().status(502);

        MailException failure = failure(this::sendLarge);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.resend()).isEqualTo(Resend.MAY_DUPLICATE);
        assertThat(failure.stage()).isEqualTo(Stage.FINAL_REPLY);
        assertThat(failure).hasMessageContaining("the draft is gone");
        assertThat(graph.requests(GraphStage.DELETE_MESSAGE))
                .as("what may be on its way is not touched")
                .isEmpty();
    }

    @Test
    void draftStaysUnknown_whenNobodyAnswers() {
        graph.at(GraphStage.GET_MESSAGE).always().status(503);
        atSending().drop();

        MailException failure = failure(this::sendLarge);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining("Graph did not say");
    }

    @Test
    void draftThatCannotBeTakenBackStaysUnknown() {
        graph.at(GraphStage.DELETE_MESSAGE).always().status(500);
        atSending().status(500);

        MailException failure = failure(this::sendLarge);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining("could not be deleted");
        exchange.allowUnusedFaults();
    }

    @Test
    void draftThatIsGoneWhenItIsTakenBackStaysUnknown() {
        atSending().accepted().status(504);
        graph.at(GraphStage.GET_MESSAGE).always().answer(200, "application/json", "{\"isDraft\":true}");
        // sent after the last look: on its way to Sent Items it is found under no folder
        graph.at(GraphStage.DELETE_MESSAGE).error(404, "ErrorItemNotFound", "not found");

        MailException failure = failure(this::sendLarge);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(exchange.mailbox().size()).isEqualTo(1);
    }

    @Test
    void draftThatIsGoneWhenItIsSentStaysUnknown() {
        atSending().error(404, "ErrorItemNotFound", "The specified object was not found in the store.");
        graph.at(GraphStage.GET_MESSAGE).always().error(404, "ErrorItemNotFound", "not found");

        assertThat(failure(this::sendLarge).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void mimeStaysUnknown_byDefault() {
        graph.at(GraphStage.SEND_MAIL).accepted().status(504);

        MailException failure = failure(() -> send(email().build(), config -> {}));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.advice()).contains("Sent Items");
        assertThat(graph.requests()).hasSize(1);
        assertThat(pacer.waits()).isEmpty();
    }

    @Test
    void mimeIsFoundInSentItems_whereConfigured() {
        graph.allow(GraphPermission.MAIL_SEND, GraphPermission.MAIL_READ);
        graph.at(GraphStage.SEND_MAIL).acceptThenDrop();

        SendReceipt receipt = send(email().build(), config -> config.verifyUnknown(true));

        assertThat(receipt.path()).isEqualTo("mime");
        assertThat(receipt.notes()).anySatisfy(note -> assertThat(note).contains("found in Sent Items"));
        assertThat(exchange.mailbox().size()).isEqualTo(1);
        assertThat(graph.requests(GraphStage.SEND_MAIL)).hasSize(1);
    }

    @Test
    void mimeIsWaitedFor_untilItComesToSentItems() {
        graph.hideSent(2);
        graph.at(GraphStage.SEND_MAIL).accepted().status(504);

        SendReceipt receipt = send(email().build(), config -> config.verifyUnknown(true));

        assertThat(receipt.notes()).anySatisfy(note -> assertThat(note).contains("found in Sent Items"));
        assertThat(pacer.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(graph.requests(GraphStage.LIST_MESSAGES)).allSatisfy(request -> assertThat(request.target())
                .contains("/mailFolders/sentitems/messages?")
                .contains("internetMessageId%20eq%20"));
    }

    @Test
    void mimeThatIsNotInSentItemsStaysUnknown() {
        graph.at(GraphStage.SEND_MAIL).status(504);

        MailException failure = failure(() -> send(email().build(), config -> config.verifyUnknown(true)));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining("not in Sent Items within 30 s");
        assertThat(graph.requests(GraphStage.LIST_MESSAGES)).hasSizeGreaterThan(3);
    }

    @Test
    void mimeStaysUnknown_whereSentItemsMustNotBeRead() {
        graph.allow(GraphPermission.MAIL_SEND);
        graph.at(GraphStage.SEND_MAIL).accepted().status(504);

        MailException failure = failure(() -> send(email().build(), config -> config.verifyUnknown(true)));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.advice()).contains("Mail.ReadBasic");
        assertThat(graph.requests(GraphStage.LIST_MESSAGES)).hasSize(1);
    }

    @Test
    void mailWithoutCopyIsNotLookedFor() {
        graph.at(GraphStage.SEND_MAIL).accepted().status(504);

        MailException failure =
                failure(() -> send(email().saveToSentItems(false).build(), config -> config.verifyUnknown(true)));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(graph.requests()).hasSize(1);
    }
}

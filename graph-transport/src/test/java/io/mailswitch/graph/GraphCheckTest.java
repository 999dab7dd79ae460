package io.mailswitch.graph;

import static io.mailswitch.graph.GraphFixture.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.AuthenticationException;
import io.mailswitch.CheckReport;
import io.mailswitch.CheckReport.Severity;
import io.mailswitch.Failure;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.spi.AccessToken;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeEntra;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphPermission;
import io.mailswitch.testkit.GraphStage;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GraphCheckTest {
    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private final FakeGraph graph = exchange.exchange().graph();

    private CheckReport check(String... changes) {
        try (MailSender sender = sender(exchange.exchange(), changes)) {
            return sender.check();
        }
    }

    @AfterEach
    void nothingIsSentOrLeftBehind() {
        assertThat(exchange.mailbox().all()).isEmpty();
        assertThat(graph.drafts()).isEmpty();
        assertThat(graph.sentItems()).isEmpty();
    }

    @Test
    void readyMailboxIsToldWithItsToken() {
        CheckReport report = check("mailswitch.graph.verify-unknown", "true");

        assertThat(report.ok()).as("%s", report).isTrue();
        assertThat(report.findings()).isEmpty();
        assertThat(report.transport()).isEqualTo("graph");
        assertThat(report.fact("endpoint")).contains(graph.baseUrl().toString());
        assertThat(report.fact("mailbox")).contains(Accounts.DEFAULT_USER);
        assertThat(report.fact("token-audience")).contains("https://graph.microsoft.com");
        assertThat(report.fact("token-tenant")).contains(FakeEntra.TENANT_ID);
        assertThat(report.fact("token-application")).contains(FakeEntra.CLIENT_ID);
        assertThat(report.fact("token-expires"))
                .hasValueSatisfying(text -> assertThat(Instant.parse(text)).isAfter(Instant.now()));
        assertThat(report.fact("tls")).contains("TLSv1.3");
        assertThat(report.fact("sending")).contains("allowed");
        assertThat(report.fact("large-messages")).contains("allowed");
        assertThat(report.fact("sent-items-search")).contains("allowed");
        assertThat(report.toString()).doesNotContain("eyJ");
    }

    @Test
    void rolesAreShownButNotJudged() {
        exchange.exchange().entra().roles(GraphFixture.AUDIENCE);

        assertThat(check().ok())
                .as("rights given in Exchange are not in the token")
                .isTrue();
    }

    @Test
    void missingPermissionToSendIsAnError() {
        graph.allow(GraphPermission.MAIL_READ_WRITE);

        CheckReport report = check();

        assertThat(report.ok()).isFalse();
        assertThat(report.failure().orElseThrow()).isInstanceOf(AuthenticationException.class);
        assertThat(report.failure().orElseThrow().advice()).contains("Mail.Send");
        assertThat(report.failure().orElseThrow().resend()).isEqualTo(Resend.AFTER_SETUP);
    }

    @Test
    void missingPermissionForDraftsIsAWarning() {
        graph.allow(GraphPermission.MAIL_SEND);

        CheckReport report = check();

        assertThat(report.ok()).isTrue();
        assertThat(report.fact("large-messages")).contains("not allowed");
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.text()).contains("3 MB");
            assertThat(finding.advice()).contains("Mail.ReadWrite");
        });
    }

    @Test
    void draftsAreNotProbed_whereNoneAreNeeded() {
        graph.allow(GraphPermission.MAIL_SEND);

        CheckReport report = check("mailswitch.graph.max-message-size", "2MB");

        assertThat(report.findings()).isEmpty();
        assertThat(graph.requests()).hasSize(1);
    }

    @Test
    void missingPermissionToSearchIsAWarning() {
        graph.allow(GraphPermission.MAIL_SEND);

        CheckReport report =
                check("mailswitch.graph.verify-unknown", "true", "mailswitch.graph.max-message-size", "2MB");

        assertThat(report.ok()).isTrue();
        assertThat(report.findings()).singleElement().satisfies(finding -> assertThat(finding.advice())
                .contains("Mail.ReadBasic"));
    }

    @Test
    void unknownMailboxIsAnError() {
        CheckReport report = check("mailswitch.graph.mailbox", "nobody@example.com");

        assertThat(report.ok()).isFalse();
        assertThat(report.failure().orElseThrow().advice()).contains("mailswitch.graph.mailbox");
    }

    @Test
    void excludedMailboxIsAnError() {
        graph.exclude(Accounts.DEFAULT_USER);

        CheckReport report = check();

        assertThat(report.ok()).isFalse();
        assertThat(report.toString()).contains("Test-ApplicationAccessPolicy").contains("ErrorAccessDenied");
    }

    @Test
    void mailboxInNoCloudIsAnError() {
        graph.withoutMailbox(Accounts.DEFAULT_USER);

        assertThat(check().failure().orElseThrow().advice()).contains("licence");
    }

    @Test
    void refusalForAnotherReasonIsNoYes() {
        String url = graph.baseUrl().toString();

        CheckReport report = check("mailswitch.graph.base-url", url.substring(0, url.lastIndexOf('/')));

        assertThat(report.ok()).isFalse();
        assertThat(report.failure().orElseThrow().advice()).contains("mailswitch.graph.base-url");
        assertThat(report.fact("sending")).isEmpty();
    }

    @Test
    void overloadIsAnErrorButNoUnknownOutcome() {
        graph.at(GraphStage.SEND_MAIL).status(504);

        CheckReport report = check();

        assertThat(report.ok()).isFalse();
        assertThat(report.failure().orElseThrow().outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(report.failure().orElseThrow().resend()).isEqualTo(Resend.SAFE_LATER);
    }

    @Test
    void draftThatCameAboutAllTheSameIsDeleted() {
        graph.at(GraphStage.CREATE_DRAFT).answer(201, "application/json", "{\"id\":\"AAMkAGI2\"}");
        graph.at(GraphStage.DELETE_MESSAGE).status(204);

        assertThat(check().fact("large-messages")).contains("allowed");
        assertThat(graph.requests(GraphStage.DELETE_MESSAGE))
                .singleElement()
                .satisfies(request -> assertThat(request.target()).endsWith("/messages/AAMkAGI2"));
    }

    @Test
    void missingTokenEndsTheCheck() {
        CheckReport report;
        try (MailSender sender = sender(exchange.exchange(), request -> {
            throw new AuthenticationException(
                    "no token",
                    Failure.at(Stage.TOKEN, "Renew the secret.")
                            .resend(Resend.AFTER_SETUP)
                            .build(),
                    null);
        })) {
            report = sender.check();
        }

        assertThat(report.ok()).isFalse();
        assertThat(report.failure().orElseThrow().stage()).isEqualTo(Stage.TOKEN);
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void addressThatNothingListensOnIsNamed() {
        graph.stopListening();

        assertThat(check().failure().orElseThrow().summary())
                .startsWith("Graph could not be reached: ")
                .contains("localhost", ":" + graph.baseUrl().getPort(), "refused");
    }

    @Test
    void opaqueTokenIsToldAsSuch() {
        CheckReport report;
        try (MailSender sender = sender(exchange.exchange(), request -> AccessToken.of("opaque", Instant.MAX))) {
            report = sender.check();
        }

        assertThat(report.fact("token")).contains("obtained, not readable");
        assertThat(report.failure().orElseThrow()).isInstanceOf(AuthenticationException.class);
        assertThat(report.toString()).doesNotContain("opaque");
    }

    @Test
    void withoutAnyMailboxOnlyTheTokenIsChecked() {
        CheckReport report;
        try (MailSender sender =
                GraphFixture.senderWithout(exchange.exchange(), "mailswitch.graph.mailbox", "mailswitch.from")) {
            report = sender.check();
        }

        assertThat(report.ok()).isTrue();
        assertThat(report.findings()).singleElement().satisfies(finding -> assertThat(finding.advice())
                .contains("mailswitch.graph.mailbox"));
        assertThat(graph.requests()).isEmpty();
    }
}

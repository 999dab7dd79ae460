package io.mailswitch.graph;

import static io.mailswitch.graph.GraphFixture.bytes;
import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.Attachment;
import io.mailswitch.AuthenticationException;
import io.mailswitch.EmailBuilder;
import io.mailswitch.InvalidMessageException;
import io.mailswitch.MailException;
import io.mailswitch.MailSender;
import io.mailswitch.Outcome;
import io.mailswitch.Resend;
import io.mailswitch.SubmissionException;
import io.mailswitch.UnsupportedFeatureException;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.EntraError;
import io.mailswitch.testkit.EntraStage;
import io.mailswitch.testkit.FakeEntra;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.FakeGraph;
import io.mailswitch.testkit.GraphPermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people get wrong is told with the way out, at once and once: no second try, nothing in Drafts, nothing sent. Each for a message of
 * one request and for one that needs a draft.
 */
class BadInputTest {
    private static final int SMALL = 1_000;
    private static final int LARGE = 4_000_000;

    @RegisterExtension
    static final FakeExchangeExtension exchange = FakeExchangeExtension.create();

    private final FakeGraph graph = exchange.exchange().graph();
    private final FakeEntra entra = exchange.exchange().entra();

    private static EmailBuilder message(int size) {
        return email().attach(Attachment.of("a.bin", "application/octet-stream", bytes(size)));
    }

    /** Sends the whole way, tokens included. */
    private MailException refused(EmailBuilder message, Consumer<Map<String, String>> changes) {
        Map<String, String> settings = new LinkedHashMap<>(exchange.exchange().settings("graph"));
        changes.accept(settings);
        MailException failure;
        try (MailSender sender = MailSender.open(MailConfig.of(settings))) {
            failure = failure(() -> sender.send(message.build()));
        }
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
        assertThat(graph.drafts()).isEmpty();
        assertThat(graph.openUploads()).isZero();
        assertThat(exchange.mailbox().all()).isEmpty();
        return failure;
    }

    private MailException refusedAtOnce(EmailBuilder message, Consumer<Map<String, String>> changes) {
        MailException failure = refused(message, changes);
        assertThat(graph.requests()).as("no second try").hasSizeLessThanOrEqualTo(1);
        assertThat(entra.requests()).as("no second token").hasSizeLessThanOrEqualTo(1);
        return failure;
    }

    private static void assertSetup(MailException failure, Class<? extends MailException> type, String... advice) {
        assertThat(failure).isInstanceOf(type);
        assertThat(failure.resend()).isEqualTo(Resend.AFTER_SETUP);
        assertThat(failure.advice()).contains(advice);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void mailboxThatDoesNotExist(int size) {
        MailException failure = refusedAtOnce(
                message(size), settings -> settings.put("mailswitch.graph.mailbox", "nobody@example.com"));

        assertSetup(failure, SubmissionException.class, "mailswitch.graph.mailbox");
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void mailboxWithoutLicence(int size) {
        graph.withoutMailbox(Accounts.DEFAULT_USER);

        assertSetup(refusedAtOnce(message(size), settings -> {}), SubmissionException.class, "licence");
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void fromThatIsNotAllowed(int size) {
        MailException failure = refused(message(size).from("boss@example.com"), settings -> {});

        assertThat(failure).isInstanceOf(SubmissionException.class);
        assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
        assertThat(failure.advice()).contains("SendAs");
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void noConsent(int size) {
        graph.allow();

        MailException failure = refusedAtOnce(message(size), settings -> {});

        assertSetup(failure, AuthenticationException.class, size == SMALL ? "Mail.Send" : "Mail.ReadWrite");
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void excludedMailbox(int size) {
        graph.exclude(Accounts.DEFAULT_USER);

        MailException failure = refusedAtOnce(message(size), settings -> {});

        assertSetup(failure, AuthenticationException.class, "Test-ApplicationAccessPolicy");
    }

    @Test
    void expiredSecret() {
        entra.at(EntraStage.TOKEN).fail(EntraError.EXPIRED_SECRET);

        assertSetup(refusedAtOnce(message(SMALL), settings -> {}), AuthenticationException.class, "secret");
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void idOfTheSecretInsteadOfItsValue() {
        String id = "7f2f57d1-0000-4000-8000-00000000abcd";

        MailException failure =
                refusedAtOnce(message(SMALL), settings -> settings.put("mailswitch.entra.client-secret", id));

        assertSetup(failure, AuthenticationException.class, "Value");
        assertThat(failure.toString()).doesNotContain(id);
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void wrongTenant() {
        MailException failure = refusedAtOnce(
                message(SMALL),
                settings -> settings.put("mailswitch.entra.tenant-id", "11111111-0000-4000-8000-000000000000"));

        assertSetup(failure, AuthenticationException.class, "mailswitch.entra.tenant-id");
        assertThat(graph.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void wrongCloud(int size) {
        graph.audience("https://graph.microsoft.us");

        MailException failure = refused(message(size), settings -> {});

        assertSetup(failure, AuthenticationException.class, "mailswitch.cloud");
    }

    @Test
    void tooLargeForTheTenantAsConfigured() {
        MailException failure =
                refusedAtOnce(message(LARGE), settings -> settings.put("mailswitch.graph.max-message-size", "5MB"));

        assertThat(failure).isInstanceOf(InvalidMessageException.class);
        assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
        assertThat(failure.advice()).contains("MaxSendSize");
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void tooLargeForTheTenantAsItIs() {
        graph.maxMessageBytes(2_000_000);

        MailException failure = refused(message(LARGE), settings -> {});

        assertThat(failure).isInstanceOf(SubmissionException.class);
        assertThat(failure.resend()).isEqualTo(Resend.POINTLESS);
        assertThat(failure.advice()).contains("MaxSendSize");
    }

    @Test
    void tooLargeForThePath() {
        MailException failure = refusedAtOnce(message(LARGE).saveToSentItems(false), settings -> {});

        assertThat(failure).isInstanceOf(UnsupportedFeatureException.class);
        assertThat(failure.advice()).contains("mailswitch.unsupported=warn");
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void tooLargeForThePermission() {
        graph.allow(GraphPermission.MAIL_SEND);

        assertSetup(refusedAtOnce(message(LARGE), settings -> {}), AuthenticationException.class, "Mail.ReadWrite");
    }
}

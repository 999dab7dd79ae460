package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static io.mailswitch.graph.GraphFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import io.mailswitch.AuthenticationException;
import io.mailswitch.CheckReport;
import io.mailswitch.EmailAddress;
import io.mailswitch.Outcome;
import io.mailswitch.SendReceipt;
import io.mailswitch.graph.GraphConfig;
import io.mailswitch.graph.GraphTransport;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.SocketPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that has a Graph client already hands in its request adapter. */
class OwnAdapterTest {
    @RegisterExtension
    final FaultServer server = new FaultServer(Protocol.HTTP_1_1);

    /** Signs as an application's own provider would. */
    private static final class OwnSignature implements AuthenticationProvider {
        @Override
        public void authenticateRequest(RequestInformation request, @Nullable Map<String, Object> context) {
            request.headers.add("Authorization", "Bearer own");
        }
    }

    private RequestAdapter adapter(OkHttpClient client) {
        return new BaseGraphRequestAdapter(new OwnSignature(), server.baseUrl().toString(), client);
    }

    /** The application's client has all the SDK's handlers, which retry and follow redirects. */
    private OkHttpClient applicationsClient() {
        return GraphClientFactory.create()
                .sslSocketFactory(
                        server.client().sslSocketFactory(), server.client().x509TrustManager())
                .build();
    }

    private GraphTransport transport() {
        OkHttpClient client = applicationsClient();
        return GraphTransport.over(
                adapter(client), client, GraphConfig.builder().build());
    }

    @Test
    void adapterSigns() {
        server.answer(FaultServer.status(202));
        try (GraphTransport transport = transport()) {
            SendReceipt receipt = transport.submit(TestEngine.submission(email().build()));

            assertThat(receipt.path()).isEqualTo("mime");
        }
        assertThat(server.take().getHeader("Authorization")).isEqualTo("Bearer own");
    }

    @Test
    void clientOfTheApplicationSendsOnce_whateverItsHandlersWouldDo() {
        server.answer(FaultServer.status(503).addHeader("Retry-After", "0")).answer(FaultServer.status(202));
        try (GraphTransport transport = transport()) {
            assertThat(failure(() -> transport.submit(TestEngine.submission(email().build())))
                            .outcome())
                    .isEqualTo(Outcome.UNKNOWN);
        }
        assertThat(server.server().getRequestCount()).isEqualTo(1);
    }

    @Test
    void clientOfTheApplicationFollowsNoRedirect() {
        server.answer(FaultServer.status(307).addHeader("Location", "/elsewhere"))
                .answer(FaultServer.status(202));
        try (GraphTransport transport = transport()) {
            assertThat(failure(() -> transport.submit(TestEngine.submission(email().build()))))
                    .hasMessageContaining("points elsewhere");
        }
        assertThat(server.server().getRequestCount()).isEqualTo(1);
    }

    @Test
    void clientOfTheApplicationSendsOnce_whenAReusedConnectionBreaks() {
        server.answer(FaultServer.status(202))
                .answer(FaultServer.status(202).setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST))
                .answer(FaultServer.status(202));
        try (GraphTransport transport = transport()) {
            transport.submit(TestEngine.submission(email().build()));
            assertThat(failure(() -> transport.submit(TestEngine.submission(email().build())))
                            .outcome())
                    .isEqualTo(Outcome.UNKNOWN);
        }
        assertThat(server.server().getRequestCount()).isEqualTo(2);
    }

    @Test
    void tokenThatIsRefusedIsNotRenewed() {
        server.answer(FaultServer.status(401)).answer(FaultServer.status(202));
        try (GraphTransport transport = transport()) {
            assertThat(failure(() -> transport.submit(TestEngine.submission(email().build()))))
                    .isInstanceOf(AuthenticationException.class);
        }
        assertThat(server.server().getRequestCount()).isEqualTo(1);
    }

    @Test
    void whatItThrowsIsTranslated() {
        AuthenticationProvider broken = (request, context) -> {
            throw new IllegalStateException("signed out");
        };
        OkHttpClient client = applicationsClient();
        RequestAdapter adapter =
                new BaseGraphRequestAdapter(broken, server.baseUrl().toString(), client);
        try (GraphTransport transport =
                GraphTransport.over(adapter, client, GraphConfig.builder().build())) {
            assertThat(failure(() -> transport.submit(TestEngine.submission(email().build()))))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("could not be signed")
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void checkWorksOverIt() {
        server.answer(FaultServer.status(400).setBody("{\"error\":{\"code\":\"ErrorInvalidRecipients\"}}"))
                .answer(FaultServer.status(400));
        GraphConfig config = GraphConfig.builder()
                .mailbox(EmailAddress.of("sender@example.com"))
                .build();
        OkHttpClient client = applicationsClient();
        try (GraphTransport transport = GraphTransport.over(adapter(client), client, config)) {
            CheckReport report = transport.check();

            assertThat(report.ok()).isTrue();
            assertThat(report.fact("endpoint")).contains(server.baseUrl().toString());
            assertThat(report.fact("scope")).as("the adapter's business").isEmpty();
        }
    }

    @Test
    void adapterWithoutHttpsIsRefused() {
        RequestAdapter adapter =
                new BaseGraphRequestAdapter(new OwnSignature(), "http://localhost/v1.0", server.client());

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> GraphTransport.over(adapter, GraphConfig.builder().build()))
                .withMessageContaining("https");
    }
}

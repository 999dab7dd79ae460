package io.mailswitch.graph.internal;

import static io.mailswitch.graph.GraphFixture.email;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.Email;
import io.mailswitch.SendReceipt;
import okhttp3.Protocol;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DraftReceiptTest {
    @RegisterExtension
    final FaultServer server = new FaultServer(Protocol.HTTP_1_1);

    @Test
    void deliveryReceiptIsSetOnTheDraft_whereJsonWouldChangeTheMessage() {
        server.answer(FaultServer.status(201).setBody("{\"id\":\"AAMk=+/x\"}"))
                .answer(FaultServer.status(200).setBody("{}"))
                .answer(FaultServer.status(202));
        Email email = email().html("<p>Please look.</p>")
                .deliveryStatus(DeliveryStatusRequest.on(Notify.SUCCESS))
                .build();
        SendReceipt receipt;
        try (TestEngine engine = server.engine()) {
            receipt = engine.send(email);
        }

        assertThat(receipt.path()).isEqualTo("draft");
        RecordedRequest create = server.take();
        assertThat(create.getHeader("Content-Type")).isEqualTo("text/plain");
        RecordedRequest change = server.take();
        assertThat(change.getMethod()).isEqualTo("PATCH");
        assertThat(change.getPath()).isEqualTo("/v1.0/users/sender%40example.com/messages/AAMk%3D%2B%2Fx");
        assertThat(change.getBody().readUtf8()).isEqualTo("{\"isDeliveryReceiptRequested\":true}");
        RecordedRequest send = server.take();
        assertThat(send.getPath()).endsWith("/messages/AAMk%3D%2B%2Fx/send");
        assertThat(send.getHeader("Content-Length")).isEqualTo("0");
        assertThat(send.getHeader("Content-Type")).isNull();
    }
}

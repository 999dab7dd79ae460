package io.mailswitch.smtp.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.DeliveryStatusRequest;
import io.mailswitch.DeliveryStatusRequest.Notify;
import io.mailswitch.DeliveryStatusRequest.ReturnContent;
import io.mailswitch.EmailAddress;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvelopeCommandsTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.com");

    @Test
    void nothingButTheAddress() {
        EnvelopeCommands plain = new EnvelopeCommands(-1, false, false, null);

        assertThat(plain.mail(ANN)).hasToString("MAIL FROM:<ann@example.com>");
        assertThat(plain.mail(null)).hasToString("MAIL FROM:<>");
        assertThat(plain.rcpt(ANN)).hasToString("RCPT TO:<ann@example.com>");
        assertThat(plain.rcpt(EmailAddress.of("\"a b\"@example.com"))).hasToString("RCPT TO:<\"a b\"@example.com>");
    }

    @Test
    void parametersOfTheMessage() {
        assertThat(new EnvelopeCommands(1234, true, true, null).mail(ANN))
                .hasToString("MAIL FROM:<ann@example.com> SIZE=1234 BODY=8BITMIME SMTPUTF8");
    }

    @Test
    void deliveryReports() {
        DeliveryStatusRequest request = new DeliveryStatusRequest(
                EnumSet.of(Notify.FAILURE, Notify.DELAY), ReturnContent.HEADERS, "order 4711+=x");
        EnvelopeCommands commands = new EnvelopeCommands(-1, false, false, request);

        assertThat(commands.mail(ANN)).hasToString("MAIL FROM:<ann@example.com> RET=HDRS ENVID=order+204711+2B+3Dx");
        assertThat(commands.rcpt(EmailAddress.of("a+b@example.com")))
                .hasToString("RCPT TO:<a+b@example.com> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb@example.com");
    }

    @Test
    void noReports() {
        EnvelopeCommands commands = new EnvelopeCommands(
                -1, false, false, new DeliveryStatusRequest(Set.of(Notify.NEVER), ReturnContent.FULL, null));

        assertThat(commands.mail(ANN)).hasToString("MAIL FROM:<ann@example.com> RET=FULL");
        assertThat(commands.rcpt(ANN))
                .hasToString("RCPT TO:<ann@example.com> NOTIFY=NEVER ORCPT=rfc822;ann@example.com");
    }

    @Test
    void internationalAddress() {
        EmailAddress international = EmailAddress.of("jörg@bücher.example");
        EnvelopeCommands commands = new EnvelopeCommands(-1, true, true, DeliveryStatusRequest.on(Notify.SUCCESS));

        assertThat(commands.rcpt(international))
                .hasToString("RCPT TO:<jörg@xn--bcher-kva.example> NOTIFY=SUCCESS "
                        + "ORCPT=utf-8;jörg@xn--bcher-kva.example");
    }
}

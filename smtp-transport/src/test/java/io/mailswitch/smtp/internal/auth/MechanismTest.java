package io.mailswitch.smtp.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.smtp.SmtpAuth;
import java.util.List;
import org.junit.jupiter.api.Test;

class MechanismTest {
    @Test
    void bestOfferIsChosen() {
        List<String> all = List.of("CRAM-MD5", "LOGIN", "PLAIN", "OAUTHBEARER", "XOAUTH2", "NTLM");

        assertThat(Mechanism.choose(SmtpAuth.OAUTH2, all)).contains(Mechanism.XOAUTH2);
        assertThat(Mechanism.choose(SmtpAuth.OAUTH2, List.of("PLAIN", "OAUTHBEARER")))
                .contains(Mechanism.OAUTHBEARER);
        assertThat(Mechanism.choose(SmtpAuth.PASSWORD, all)).contains(Mechanism.PLAIN);
        assertThat(Mechanism.choose(SmtpAuth.PASSWORD, List.of("LOGIN", "XOAUTH2")))
                .contains(Mechanism.LOGIN);
    }

    @Test
    void passwordNeverGoesWhereATokenWasMeant_norTheOtherWayRound() {
        assertThat(Mechanism.choose(SmtpAuth.OAUTH2, List.of("PLAIN", "LOGIN"))).isEmpty();
        assertThat(Mechanism.choose(SmtpAuth.PASSWORD, List.of("XOAUTH2", "OAUTHBEARER", "CRAM-MD5")))
                .isEmpty();
    }
}

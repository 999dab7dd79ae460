package io.mailswitch.smtp.realserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class RealServerExtensionTest {
    private static final List<String> LACKING = List.of("Postfix is not installed", "not run as root");

    @Test
    void testsRunWhenNothingIsLacking() {
        assertThat(RealServerExtension.decide(List.of(), false).isDisabled()).isFalse();
        assertThat(RealServerExtension.decide(List.of(), true).isDisabled()).isFalse();
    }

    @Test
    void skippedTestsSayWhatIsLacking() {
        ConditionEvaluationResult result = RealServerExtension.decide(LACKING, false);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).hasValue("needs real mail servers: Postfix is not installed; not run as root");
    }

    @Test
    void requiredServersAreNotSkipped() {
        assertThatThrownBy(() -> RealServerExtension.decide(LACKING, true))
                .isInstanceOf(RealServerException.class)
                .hasMessageContaining("Postfix is not installed; not run as root")
                .hasMessageContaining("REQUIRE_REAL_MAIL_SERVERS=true");
    }
}

package io.mailswitch.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mailswitch.spring.app.ShopApplication;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What Boot prints by itself when an application does not start for its mail: {@code META-INF/spring.factories} names who explains it. */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @Test
    void wrongSettingsAreExplained(CapturedOutput output) {
        start(Map.of("mailswitch.transport", "smtp", "mailswitch.smtp.hosst", "mail.example.com"));

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .containsPattern("Description:\\s+Mailswitch configuration has 2 problems:")
                .containsPattern("Action:\\s+mailswitch.smtp.hosst: did you mean mailswitch.smtp.host\\?");
    }

    @Test
    void refusedSignInIsExplained(CapturedOutput output) {
        Map<String, String> settings = Settings.ofBoot(FAKE);
        settings.put("spring.mail.password", "not-the-password-1");
        settings.put("spring.mail.test-connection", "true");

        start(settings);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .containsPattern("Description:\\s+Mail cannot be sent: .*\\s+The server answered: 535 5\\.7\\.139")
                .containsPattern("Action:\\s+Correct mailswitch.smtp.username and mailswitch.smtp.password")
                .doesNotContain("not-the-password-1");
    }

    private static void start(Map<String, String> settings) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(ShopApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Settings.pairs(settings));
        assertThat(catchThrowable(application::run)).isNotNull();
    }
}

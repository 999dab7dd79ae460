package io.mailswitch.spring.internal.health;

import io.mailswitch.MailSender;
import io.mailswitch.MailSenders;
import io.mailswitch.spring.MailswitchAutoConfiguration;
import io.mailswitch.spring.internal.config.SpringSettings;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health indicator for actuator of Boot 3.5, under the name that Boot gives its own: {@code mail}. */
@AutoConfiguration(
        after = MailswitchAutoConfiguration.class,
        beforeName = "org.springframework.boot.actuate.autoconfigure.mail.MailHealthContributorAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(MailSender.class)
@ConditionalOnEnabledHealthIndicator("mail")
public final class Boot3HealthAutoConfiguration {
    /** Called by Spring. */
    public Boot3HealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = {"mailHealthIndicator", "mailHealthContributor"})
    HealthContributor mailHealthContributor(
            SpringSettings settings, ObjectProvider<MailSenders> named, ObjectProvider<MailSender> only) {
        Map<String, MailHealth> healths = MailHealths.of(settings, named, only);
        MailHealth single = healths.get("");
        return single != null
                ? indicator(single)
                : CompositeHealthContributor.fromMap(healths, Boot3HealthAutoConfiguration::indicator);
    }

    private static HealthIndicator indicator(MailHealth mail) {
        return () -> {
            MailHealth.Answer answer = mail.ask();
            Health.Builder health = answer.up() ? Health.up() : Health.down();
            return health.withDetails(answer.details()).build();
        };
    }
}

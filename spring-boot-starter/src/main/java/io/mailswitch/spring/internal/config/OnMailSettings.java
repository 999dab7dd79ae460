package io.mailswitch.spring.internal.config;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches where the application says how to send mail. */
public final class OnMailSettings extends SpringBootCondition {
    /** Called by Spring. */
    public OnMailSettings() {}

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("Mailswitch");
        if (!(context.getEnvironment() instanceof ConfigurableEnvironment environment)) {
            return ConditionOutcome.noMatch(message.because("the environment does not show its properties"));
        }
        return SpringSettings.of(environment, context.getClassLoader()).saysHowToSend()
                ? ConditionOutcome.match(
                        message.because("mailswitch.*, spring.mail.host or spring.mail.jndi-name is set"))
                : ConditionOutcome.noMatch(
                        message.because(
                                "neither mailswitch.* nor spring.mail.host or jndi-name is set: write mailswitch.transport=smtp or graph and its settings"));
    }
}

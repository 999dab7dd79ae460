package io.mailswitch.spring;

import com.azure.core.credential.TokenCredential;
import io.mailswitch.MailSender;
import io.mailswitch.MailSenderBuilder;
import io.mailswitch.config.MailConfig;
import io.mailswitch.entra.EntraTokens;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spring.internal.config.OnMailSettings;
import io.mailswitch.spring.internal.config.SpringSettings;
import io.mailswitch.spring.internal.senders.NamedSenders;
import io.mailswitch.spring.internal.senders.PasswordTokens;
import io.mailswitch.spring.internal.senders.SenderOpener;
import io.mailswitch.spring.internal.senders.StartupCheck;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Makes a {@link MailSender} ({@code mailswitchSender}) and a {@code JavaMailSender} on it ({@code mailSender}), where {@code mailswitch.*} or
 * {@code spring.mail.host} is set and the application has none of its own. Named senders, {@code mailswitch.senders.<name>.*}, become beans
 * with their name as qualifier.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration",
            "org.springframework.boot.autoconfigure.mail.MailSenderValidatorAutoConfiguration",
            "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration",
            "org.springframework.boot.mail.autoconfigure.MailSenderValidatorAutoConfiguration"
        },
        afterName = "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration")
@ConditionalOnClass({MimeMessage.class, JavaMailSender.class})
public final class MailswitchAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.spring");

    /** Called by Spring. */
    public MailswitchAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SpringSettings mailswitchSettings(ConfigurableEnvironment environment, ApplicationContext context) {
        return SpringSettings.of(environment, context.getClassLoader());
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnMailSettings.class)
    MailConfig mailswitchConfig(SpringSettings settings) {
        return settings.config();
    }

    @Bean
    @ConditionalOnMissingBean
    PasswordTokens mailswitchPasswordTokens(SpringSettings settings) {
        return new PasswordTokens(settings);
    }

    @Bean
    @ConditionalOnMissingBean
    SenderOpener mailswitchSenderOpener(ApplicationContext context, SpringSettings settings, PasswordTokens tokens) {
        return new SenderOpener(context, settings, tokens);
    }

    @Bean
    @Primary
    @ConditionalOnMissingBean
    @ConditionalOnBean(MailConfig.class)
    MailSender mailswitchSender(MailConfig config, SenderOpener opener) {
        return opener.open(config, MailSenderBuilder::open);
    }

    /** Of the type that Boot's own has. It has the name of Boot's own, {@code mailSender}, too, where no other bean has it. */
    @Bean
    @Primary
    @ConditionalOnMissingBean(org.springframework.mail.MailSender.class)
    @ConditionalOnBean(MailSender.class)
    MailswitchJavaMailSender mailswitchJavaMailSender(
            MailSender sender, SpringSettings settings, PasswordTokens tokens, ObjectProvider<MailConfig> config) {
        MailConfig known = config.getIfUnique();
        return NamedSenders.javaMailSender(
                sender, settings.mail(), known != null && NamedSenders.isPartial(known), tokens);
    }

    /** What Boot's own starter does for {@code spring.mail.test-connection}, where it is not there. */
    @Bean
    @ConditionalOnMissingClass({
        "org.springframework.boot.autoconfigure.mail.MailSenderValidatorAutoConfiguration",
        "org.springframework.boot.mail.autoconfigure.MailSenderValidatorAutoConfiguration"
    })
    @ConditionalOnProperty("spring.mail.test-connection")
    @ConditionalOnBean(MailSender.class)
    StartupCheck mailswitchStartupCheck(MailSender sender) {
        return new StartupCheck(sender);
    }

    /** An application's own credential of azure-identity, where it has no {@link TokenSource}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({TokenCredential.class, EntraTokens.class})
    static class Credentials {
        @Bean
        @ConditionalOnMissingBean(TokenSource.class)
        @ConditionalOnSingleCandidate(TokenCredential.class)
        TokenSource mailswitchTokenSource(TokenCredential credential) {
            LOG.info(
                    "tokens come from the bean {}, not by mailswitch.entra.*",
                    credential.getClass().getName());
            return EntraTokens.of(credential);
        }
    }

    /** Senders beside the one. */
    @Configuration(proxyBeanMethods = false)
    static class Named {
        @Bean
        static NamedSenders mailswitchNamedSenders() {
            return new NamedSenders();
        }
    }
}

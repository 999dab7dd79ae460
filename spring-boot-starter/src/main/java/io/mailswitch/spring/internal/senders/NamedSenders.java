package io.mailswitch.spring.internal.senders;

import io.mailswitch.MailSender;
import io.mailswitch.MailSenderBuilder;
import io.mailswitch.MailSenders;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spring.MailswitchJavaMailSender;
import io.mailswitch.spring.internal.config.SpringMail;
import io.mailswitch.spring.internal.config.SpringSettings;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Makes two beans of each named sender, a {@link MailSender} and a {@code JavaMailSender}, both injected by
 * {@code @Qualifier("<name>")} only. With named senders, the unnamed one is opened when somebody asks for it: the settings outside
 * {@code mailswitch.senders} need not be enough for a sender of their own.
 */
public final class NamedSenders implements BeanDefinitionRegistryPostProcessor, EnvironmentAware {
    /** The bean that holds all of them. */
    public static final String ALL = "mailswitchSenders";

    private static final String SPRING_BEAN = "mailswitchJavaMailSender";
    private static final String BOOT_NAME = "mailSender";
    private static final List<String> UNNAMED = List.of("mailswitchSender", SPRING_BEAN);

    private SpringSettings settings;

    /** Made by the auto-configuration. */
    @SuppressWarnings("NullAway.Init") // set before anything else is called
    public NamedSenders() {}

    @Override
    public void setEnvironment(Environment environment) {
        settings = SpringSettings.of(
                (ConfigurableEnvironment) environment, Thread.currentThread().getContextClassLoader());
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        // an application may well call a bean of its own so, of our type of that name
        if (registry.containsBeanDefinition(SPRING_BEAN) && !registry.containsBeanDefinition(BOOT_NAME)) {
            registry.registerAlias(SPRING_BEAN, BOOT_NAME);
        }
        if (settings.senders().isEmpty() || registry.containsBeanDefinition(ALL)) {
            return;
        }
        BeanFactory beans = (BeanFactory) registry;
        registry.registerBeanDefinition(ALL, definition(MailSenders.class, () -> beans.getBean(SenderOpener.class)
                .open(beans.getBean(MailConfig.class), MailSenderBuilder::openAll)));
        settings.senders().forEach(name -> {
            RootBeanDefinition sender = definition(MailSender.class, () -> beans.getBean(ALL, MailSenders.class)
                    .get(name));
            sender.setDestroyMethodName(""); // closed with the others, all at once
            registry.registerBeanDefinition(ALL + '.' + name, qualified(sender, name));
            registry.registerBeanDefinition(
                    ALL + '.' + name + ".javaMail",
                    qualified(
                            definition(
                                    MailswitchJavaMailSender.class,
                                    () -> javaMailSender(
                                            beans.getBean(ALL, MailSenders.class)
                                                    .get(name),
                                            settings.mail(),
                                            isPartial(beans.getBean(MailConfig.class)
                                                    .sender(name)),
                                            beans.getBean(PasswordTokens.class))),
                            name));
        });
        UNNAMED.stream().filter(registry::containsBeanDefinition).forEach(name -> registry.getBeanDefinition(name)
                .setLazyInit(true));
    }

    /** Where an application is processed ahead of time, this is done again when it starts: names are those of its own surroundings. */
    private static <T> RootBeanDefinition definition(Class<T> type, Supplier<T> supplier) {
        RootBeanDefinition definition = new RootBeanDefinition(type, supplier);
        definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
        return definition;
    }

    private static RootBeanDefinition qualified(RootBeanDefinition definition, String name) {
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
        definition.setDefaultCandidate(false);
        return definition;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        // all is done when definitions are registered
    }

    /**
     * Puts Spring's interface on a sender.
     *
     * @param sender sends the messages
     * @param mail the encoding and session properties that messages are made with
     * @param partial whether a message goes to some recipients where others are refused
     * @param tokens take what is set as a password, where the application gives tokens so
     * @return Spring's sender
     */
    public static MailswitchJavaMailSender javaMailSender(
            MailSender sender, SpringMail mail, boolean partial, PasswordTokens tokens) {
        MailswitchJavaMailSender spring =
                tokens.inUse() ? new TokenJavaMailSender(sender, tokens) : new MailswitchJavaMailSender(sender);
        spring.setDefaultEncoding(mail.defaultEncoding());
        if (mail.isOfContainer()) {
            spring.setSession(mail.session());
        } else {
            spring.setProtocol(mail.protocol());
            spring.setJavaMailProperties(mail.sessionProperties());
        }
        if (partial) { // so that a message which asks for it is known to get it
            spring.getSession().getProperties().setProperty("mail." + mail.protocol() + ".sendpartial", "true");
        }
        return spring;
    }

    /**
     * Tells whether a sender may send a message to some of its recipients.
     *
     * @param config the settings of the sender
     * @return true where they say so
     */
    public static boolean isPartial(MailConfig config) {
        return config.find(CoreKeys.PARTIAL_SUBMISSION).orElse(false);
    }
}

package io.mailswitch.spring.internal.senders;

import io.mailswitch.ConfigurationException;
import io.mailswitch.MailSenderBuilder;
import io.mailswitch.SendListener;
import io.mailswitch.config.MailConfig;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spring.MailSenderCustomizer;
import io.mailswitch.spring.internal.config.SpringSettings;
import io.mailswitch.spring.internal.config.SslBundleFiles;
import jakarta.mail.Session;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;

/** Opens senders with what the application brings: tokens, listeners, customizers, SSL bundles, debugging output. */
public final class SenderOpener {
    private final ApplicationContext context;
    private final SpringSettings settings;
    private final PasswordTokens tokens;

    /**
     * Makes an opener.
     *
     * @param context where the parts are looked for
     * @param settings names the SSL bundles
     * @param tokens given as passwords, where the application does so
     */
    public SenderOpener(ApplicationContext context, SpringSettings settings, PasswordTokens tokens) {
        this.context = context;
        this.settings = settings;
        this.tokens = tokens;
    }

    /**
     * Opens.
     *
     * @param config the configuration
     * @param open which form, such as {@code MailSenderBuilder::open}
     * @param <T> one sender or several
     * @return what was opened
     * @throws ConfigurationException when the configuration cannot be used, or it is not clear which bean gives tokens
     */
    public <T> T open(MailConfig config, Function<MailSenderBuilder, T> open) {
        MailSenderBuilder builder = io.mailswitch.MailSender.builder();
        builder.classLoader(Objects.requireNonNull(context.getClassLoader(), "the class loader of the context"));
        TokenBeans given = new TokenBeans(context);
        TokenSource chosen = given.source();
        List<String> unused = List.of();
        if (chosen != null) {
            builder.tokenSource(chosen);
        } else if (tokens.inUse()) {
            builder.tokenSource(tokens.source());
        } else {
            unused = given.unusedCredentials();
        }
        Session session = settings.mail().session();
        SessionDebug.print(session, config.report());
        if (session.getDebug()) {
            builder.trace(line -> SessionDebug.print(session, line));
        }
        beans(SendListener.class).orderedStream().forEach(builder::listener);
        beans(MailSenderCustomizer.class).orderedStream().forEach(customizer -> customizer.customize(builder));
        try (SslBundleFiles files = new SslBundleFiles(beans(SslBundles.class).getIfUnique())) {
            return open.apply(builder.config(files.over(config, settings)));
        } catch (ConfigurationException e) {
            throw TokenBeans.explained(e, unused);
        }
    }

    private <T> ObjectProvider<T> beans(Class<T> type) {
        return context.getBeanProvider(type);
    }
}

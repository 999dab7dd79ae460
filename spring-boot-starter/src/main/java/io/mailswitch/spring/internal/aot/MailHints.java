package io.mailswitch.spring.internal.aot;

import io.mailswitch.spi.TokenSourceProvider;
import io.mailswitch.spi.TransportProvider;
import io.mailswitch.spring.internal.config.SpringMail;
import jakarta.mail.Provider;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/**
 * What a native image has to keep: the transports, token sources and providers of Jakarta Mail that are found as services, the file of settings
 * on the class path, and what {@code spring.mail.*} is bound to.
 */
public final class MailHints implements RuntimeHintsRegistrar {
    private static final List<Class<?>> SERVICES =
            List.of(TransportProvider.class, TokenSourceProvider.class, Provider.class);

    /** Resources of Mailswitch and of Jakarta Mail. */
    private static final List<String> RESOURCES = List.of(
            "mailswitch.properties", "META-INF/jakarta.providers", "META-INF/mailcap", "META-INF/mimetypes.default");

    /** Looked for by name, to know whether it is there. */
    private static final String ANGUS = "org.eclipse.angus.mail.smtp.SMTPMessage";

    /** Called by Spring. */
    public MailHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        RESOURCES.forEach(name -> hints.resources().registerPattern(name));
        for (Class<?> service : SERVICES) {
            hints.resources().registerPattern("META-INF/services/" + service.getName());
            ServiceLoader.load(service, loader).stream()
                    .map(ServiceLoader.Provider::type)
                    .filter(type -> type.getName().startsWith("io.mailswitch."))
                    .forEach(type -> hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
        }
        hints.reflection().registerTypeIfPresent(loader, ANGUS);
        hints.reflection()
                .registerType(
                        TypeReference.of("io.mailswitch.jakarta.MailswitchTransport"),
                        MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        BindableRuntimeHintsRegistrar.forTypes(SpringMail.class).registerHints(hints, loader);
    }
}

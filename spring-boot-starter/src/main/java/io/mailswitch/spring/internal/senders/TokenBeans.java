package io.mailswitch.spring.internal.senders;

import io.mailswitch.ConfigProblem;
import io.mailswitch.ConfigurationException;
import io.mailswitch.spi.TokenSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** What an application has to get tokens with. Where it has several of a kind, nobody guesses which is meant for mail. */
final class TokenBeans {
    private static final Logger LOG = LoggerFactory.getLogger("io.mailswitch.spring");
    private static final String CREDENTIAL = "com.azure.core.credential.TokenCredential";

    private final ApplicationContext context;

    TokenBeans(ApplicationContext context) {
        this.context = context;
    }

    /** Returns the one that is meant; null where there is none. */
    @Nullable
    TokenSource source() {
        try {
            return context.getBeanProvider(TokenSource.class).getIfAvailable();
        } catch (NoUniqueBeanDefinitionException e) {
            Collection<String> found = e.getBeanNamesFound();
            throw new ConfigurationException(List.of(ambiguous("TokenSource", found == null ? List.of() : found)));
        }
    }

    /**
     * Returns the credentials of azure-identity of which none is meant for mail. An application may well have them for other services, so that
     * this alone is no mistake.
     */
    List<String> unusedCredentials() {
        ClassLoader loader = context.getClassLoader();
        if (!ClassUtils.isPresent(CREDENTIAL, loader)) {
            return List.of();
        }
        List<String> names = List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                context, ClassUtils.resolveClassName(CREDENTIAL, loader), true, false));
        if (names.size() < 2) { // one is a TokenSource by now
            return List.of();
        }
        LOG.info(
                "none of the TokenCredential beans {} is primary; mailswitch.entra.* says how mail gets tokens", names);
        return names;
    }

    /** Adds what the application may have meant to the problems of settings that it does not have. */
    static ConfigurationException explained(ConfigurationException failure, List<String> credentials) {
        if (credentials.isEmpty()
                || failure.problems().stream()
                        .noneMatch(
                                problem -> problem.key().startsWith("mailswitch.entra.") && problem.value() == null)) {
            return failure;
        }
        List<ConfigProblem> problems = new ArrayList<>(failure.problems());
        problems.add(ambiguous("TokenCredential", credentials));
        return new ConfigurationException(problems);
    }

    private static ConfigProblem ambiguous(String type, Collection<String> names) {
        return new ConfigProblem(
                type,
                null,
                null,
                "there are several beans, " + String.join(", ", names) + ", and none is primary",
                "mark the one that mail gets its tokens by @Primary, and nothing changes for the others");
    }
}

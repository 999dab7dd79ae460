package io.mailswitch.internal.config;

import io.mailswitch.ConfigurationException;
import io.mailswitch.Mailbox;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.CoreKeys;
import io.mailswitch.config.MailConfig;
import io.mailswitch.internal.policy.PolicySettings;
import io.mailswitch.internal.recipients.RecipientRules;
import io.mailswitch.spi.TokenSource;
import io.mailswitch.spi.TokenSourceProvider;
import io.mailswitch.spi.Transport;
import io.mailswitch.spi.TransportContext;
import io.mailswitch.spi.TransportProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was found good, with the providers it selects.
 *
 * @param transports the names of the transports, the preferred one first
 * @param openers make the transports, the preferred one first
 * @param tokens makes the source of access tokens; empty where none is needed, or the application gave its own
 * @param from the sender of messages that name none
 * @param policies what is done about a message on its way to the transport
 * @param recipients who may get mail
 * @param closeTimeout how long closing waits for messages under way
 * @param way a hash of all that the transports and the source of tokens are made from: where it is the same, they can be shared
 * @param whole a hash of all that was read: where it is the same, nothing has changed
 */
public record Assembly(
        List<String> transports,
        List<TransportProvider.Opener> openers,
        Optional<TokenSourceProvider.Opener> tokens,
        Optional<Mailbox> from,
        PolicySettings policies,
        RecipientRules recipients,
        Duration closeTimeout,
        String way,
        String whole) {

    /**
     * Checks a configuration as a whole, without I/O but for mounted secrets.
     *
     * @param config the configuration
     * @param own the application's own source of tokens, or null
     * @param providers what the class path offers
     * @return what to open
     * @throws ConfigurationException when anything is wrong; names every problem
     */
    public static Assembly of(MailConfig config, @Nullable TokenSource own, Providers providers) {
        Problems problems = new Problems();
        KeyCatalogue catalogue = new KeyCatalogue(providers);
        Settings settings = Resolution.resolve(ConfigAccess.settings(config), catalogue, problems);
        Reader reader = new Reader(settings, problems);
        Fingerprint whole = new Fingerprint();
        reader.takeDownInto(whole);

        Optional<Mailbox> from = reader.find(CoreKeys.FROM);
        PolicySettings policies = PolicyReading.read(reader);
        List<TransportProvider> chosen = new Selection(reader, catalogue, problems).transports(providers);
        Fingerprint way = new Fingerprint();
        chosen.forEach(provider ->
                way.add("transport " + provider.name(), provider.getClass().getName()));
        reader.takeDownInto(way);
        List<TransportProvider.Opener> openers =
                chosen.stream().map(provider -> provider.configure(reader)).toList();
        Optional<TokenSourceProvider.Opener> tokens =
                own != null ? Optional.empty() : tokens(reader, providers.tokens());
        reader.takeDownNoMoreInto(way);
        RecipientRules recipients = RecipientReading.read(reader);
        Duration closeTimeout = reader.get(CoreKeys.CLOSE_TIMEOUT);
        checkTheRest(reader, catalogue);

        if (problems.any() && config.isEmpty()) {
            problems.add(
                    "mailswitch.*",
                    null,
                    null,
                    "nothing is set at all",
                    "write a mailswitch.properties into the working directory or onto the class path, or name a file by mailswitch.config");
        }
        if (problems.any()) {
            throw new ConfigurationException(problems.list());
        }
        List<String> names = chosen.stream().map(TransportProvider::name).toList();
        return new Assembly(names, openers, tokens, from, policies, recipients, closeTimeout, way.hash(), whole.hash());
    }

    /**
     * Makes the transports, without I/O on the network.
     *
     * @param context what the sender lends them
     * @return all of them, the preferred one first; none is left open when one cannot be made
     */
    public List<Transport> open(TransportContext context) {
        List<Transport> open = new ArrayList<>();
        try {
            for (TransportProvider.Opener opener : openers) {
                open.add(opener.open(context));
            }
            return List.copyOf(open);
        } catch (RuntimeException e) {
            open.forEach(Transport::close);
            throw e;
        }
    }

    private static Optional<TokenSourceProvider.Opener> tokens(Reader reader, List<TokenSourceProvider> providers) {
        List<ConfigKey<?>> reasons = reader.tokenReasons();
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        if (providers.size() == 1) {
            return Optional.of(providers.get(0).configure(reader));
        }
        String own = "hand a TokenSource to MailSender.builder().tokenSource(…)";
        if (providers.isEmpty()) {
            reader.problem(
                    reasons.get(0),
                    "needs access tokens, and nothing on the class path gives them",
                    "add " + KeyGroup.ENTRA.artifact() + ", or " + own);
        } else {
            List<String> names = providers.stream()
                    .map(provider -> provider.getClass().getName())
                    .toList();
            reader.problem(
                    reasons.get(0),
                    "needs access tokens, and several sources are on the class path: " + String.join(", ", names),
                    "keep one, or " + own);
        }
        return Optional.empty();
    }

    /**
     * Reads what nobody asked for, such as the settings of the transport that is not selected: a mistake there should not wait for the day
     * of the switch. Secrets are left out, as their files need not be mounted yet.
     */
    private static void checkTheRest(Reader reader, KeyCatalogue catalogue) {
        catalogue.keys().stream().filter(key -> !key.isSecret()).forEach(reader::find);
    }
}

package io.mailswitch.testing;

import io.mailswitch.EmailAddress;
import io.mailswitch.Secret;
import io.mailswitch.SendReceipt;
import io.mailswitch.config.ConfigKey;
import io.mailswitch.config.ConfigReader;
import io.mailswitch.spi.SendingMailbox;
import io.mailswitch.spi.Submission;
import io.mailswitch.spi.TransportProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Offers transport {@code counting} to senders whose class loader {@link #loader} made, and keeps what was opened. */
public final class CountingProvider implements TransportProvider {
    /** What was opened since the last {@link #reset}. */
    public static final List<Opened> OPENED = new CopyOnWriteArrayList<>();

    private static final ConfigKey<String> HOST =
            ConfigKey.text("mailswitch.counting.host", "a host", "Where to.").withDefault("one");
    private static final ConfigKey<EmailAddress> MAILBOX =
            ConfigKey.address("mailswitch.counting.mailbox", "Whose limits count.");
    private static final ConfigKey<Secret> PASSWORD = ConfigKey.secret("mailswitch.counting.password", "A secret.");

    private static volatile BiConsumer<Opened, Submission> script = (transport, submission) -> {};

    /** Makes the provider. */
    public CountingProvider() {}

    /** Forgets what was opened, and lets each message go through the script from now on. */
    public static void reset(BiConsumer<Opened, Submission> newScript) {
        OPENED.clear();
        script = newScript;
    }

    /** Makes a class loader that knows this provider beside all that there is. */
    public static ClassLoader loader(Path folder) {
        try {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve(TransportProvider.class.getName()), CountingProvider.class.getName());
            return new URLClassLoader(new URL[] {folder.toUri().toURL()}, CountingProvider.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A transport that was opened. */
    public static final class Opened extends ScriptedTransport {
        private final String host;
        private final Optional<EmailAddress> mailbox;

        private Opened(String host, Optional<EmailAddress> mailbox) {
            super(4, submission -> {});
            this.host = host;
            this.mailbox = mailbox;
        }

        /** Returns where it sends to. */
        public String host() {
            return host;
        }

        @Override
        public SendReceipt submit(Submission submission) {
            SendReceipt receipt = super.submit(submission);
            script.accept(this, submission);
            return receipt;
        }

        @Override
        public Optional<SendingMailbox> mailbox(Submission submission) {
            return mailbox.map(address -> new SendingMailbox(address.toString(), false, 4));
        }
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public boolean isChosenByPresence() {
        return false;
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return List.of(HOST, MAILBOX, PASSWORD);
    }

    @Override
    public Opener configure(ConfigReader config) {
        String host = config.get(HOST);
        Optional<EmailAddress> mailbox = config.find(MAILBOX);
        Optional<Secret> unused = config.find(PASSWORD);
        return context -> {
            Opened transport = new Opened(host, mailbox);
            OPENED.add(transport);
            return transport;
        };
    }
}

package io.mailswitch.examples;

import io.mailswitch.SendReceipt;
import io.mailswitch.config.MailConfig;
import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.EntraStage;
import io.mailswitch.testkit.FakeEntra;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.ReceivedAttachment;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.TestCertificates;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an example runs on: the server that is configured, or FakeExchange on loopback when nothing is, whose settings then stand in the system
 * properties until the example ends. Only examples need this; a program calls {@code MailSender.open()} and no more.
 */
final class Demo implements AutoCloseable {
    private static final String TRANSPORT = "mailswitch.transport";
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final @Nullable FakeExchange exchange;
    private final Map<String, String> settings;

    private Demo(@Nullable FakeExchange exchange, Map<String, String> settings) {
        this.exchange = exchange;
        this.settings = settings;
    }

    /** With nothing configured but perhaps {@code -Dmailswitch.transport=…}, starts FakeExchange. */
    static Demo start() {
        String transport = System.getProperty(TRANSPORT);
        System.clearProperty(TRANSPORT);
        boolean configured = !MailConfig.load().isEmpty();
        if (transport != null) {
            System.setProperty(TRANSPORT, transport);
        }
        if (configured) {
            System.out.println("Using your configuration.");
            return new Demo(null, Map.of());
        }
        System.out.println("Nothing is configured: using FakeExchange, an Exchange Online in a box on this machine.");
        FakeExchange exchange = FakeExchange.start();
        Map<String, String> settings = exchange.settings("graph");
        settings.putAll(exchange.settings("smtp"));
        settings.put("mailswitch.from", "Alerts <" + Accounts.DEFAULT_USER + ">");
        if (transport != null) {
            settings.put(TRANSPORT, transport);
        }
        settings.forEach(System::setProperty);
        return new Demo(exchange, settings);
    }

    /** Returns what the example runs on. */
    String server() {
        return exchange == null ? "the configured server" : "FakeExchange";
    }

    /** Returns whom to write to: {@code -Dexample.to=…}, else a mailbox of FakeExchange. */
    String recipient() {
        String given = System.getProperty("example.to");
        if (given == null && exchange == null) {
            throw new IllegalStateException(
                    "a server is configured: say whom to write to by -Dexample.to=you@your.domain");
        }
        return given == null ? "ops@contoso.com" : given;
    }

    /** Returns a mailbox that the sender may send as: {@code -Dexample.shared=…}, else one of FakeExchange. */
    String sharedMailbox() {
        if (exchange != null) {
            exchange.accounts().allowSendAs(Accounts.DEFAULT_USER, "support@example.com");
            return "support@example.com";
        }
        String given = System.getProperty("example.shared");
        if (given == null) {
            throw new IllegalStateException("a server is configured: name the shared mailbox by -Dexample.shared=…");
        }
        return given;
    }

    /** Returns a token that the server takes: from FakeExchange, else {@code -Dexample.token=…}. */
    String issueToken(String scope) {
        if (exchange != null) {
            return exchange.entra().issueToken(scope.substring(0, scope.lastIndexOf('/')));
        }
        String given = System.getProperty("example.token");
        if (given == null) {
            throw new IllegalStateException("a server is configured: give a token by -Dexample.token=…");
        }
        return given;
    }

    /** Returns the settings of each kind of credential: of those that FakeExchange knows, else of the one that is configured. */
    Map<String, Map<String, String>> credentials() {
        if (exchange == null) {
            return Map.of("what is configured", Map.of());
        }
        FakeEntra entra = exchange.entra();
        String kind = "mailswitch.entra.credential";
        String certificate = "mailswitch.entra.certificate";
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        all.put("client secret", Map.of(kind, "client-secret"));
        all.put(
                "certificate in PEM",
                Map.of(
                        kind,
                        "client-certificate",
                        certificate,
                        entra.certificatePem().toString()));
        all.put(
                "certificate in PFX",
                Map.of(
                        kind,
                        "client-certificate",
                        certificate,
                        entra.certificatePfx().toString(),
                        "mailswitch.entra.certificate-password",
                        TestCertificates.STORE_PASSWORD));
        all.put(
                "workload identity",
                Map.of(
                        kind,
                        "workload-identity",
                        "mailswitch.entra.federated-token-file",
                        entra.federatedTokenFile().toString()));
        all.put("device code", Map.of(kind, "device-code"));
        Thread person = new Thread(this::signIn, "person at the device code page");
        person.setDaemon(true);
        person.start();
        return all;
    }

    /** Does what a person does: waits for the code, enters it, signs in. */
    private void signIn() {
        if (exchange != null) {
            FakeEntra entra = exchange.entra();
            entra.awaitRequests(EntraStage.DEVICE_CODE, 1, PATIENCE);
            // the next request asks whether somebody has signed in, so the code has been given out by then
            entra.awaitRequests(
                    EntraStage.TOKEN, entra.requests(EntraStage.TOKEN).size() + 1, PATIENCE);
            entra.deviceCodes().forEach(code -> entra.signIn(code, Accounts.DEFAULT_USER));
        }
    }

    /** Returns a configuration for SMTP and one for Graph: {@code -Dexample.files=…}, else two that name FakeExchange. */
    List<Path> configurationFiles() throws IOException {
        String given = System.getProperty("example.files");
        if (given != null) {
            return Stream.of(given.split(",", -1)).map(Path::of).toList();
        }
        if (exchange == null) {
            throw new IllegalStateException(
                    "a server is configured: name two files by -Dexample.files=smtp.properties,graph.properties");
        }
        Path folder = Files.createTempDirectory("two-configurations-");
        List<Path> files = new ArrayList<>();
        for (String transport : List.of("smtp", "graph")) {
            Map<String, String> lines = new TreeMap<>(settings);
            lines.put(TRANSPORT, transport);
            Properties properties = new Properties();
            properties.putAll(lines);
            Path file = folder.resolve(transport + ".properties");
            try (Writer out = Files.newBufferedWriter(file)) {
                properties.store(out, null);
            }
            file.toFile().deleteOnExit();
            files.add(file);
        }
        folder.toFile().deleteOnExit();
        return files;
    }

    void sent(SendReceipt receipt) {
        System.out.println("Sent");
        line("Message-ID", receipt.messageId());
        line("through", receipt.transport() + ", path " + receipt.path());
        receipt.tls().ifPresent(tls -> line("encrypted by", tls.toString()));
        line("accepted for", receipt.accepted().toString());
        line("final reply", receipt.reply().toString());
        receipt.notes().forEach(note -> line("note", note));
    }

    /** Prints what the receiver got, where the receiver is FakeExchange. */
    void received() {
        if (exchange == null) {
            System.out.println("Look for it in the recipient's inbox.");
            return;
        }
        ReceivedMail mail = exchange.mailbox().await(BOUND);
        System.out.println("Received");
        line(
                "over",
                mail.transport() + mail.tlsProtocol().map(tls -> ", " + tls).orElse(", in clear"));
        line("From", String.join(", ", mail.from()));
        line("To", String.join(", ", mail.to()));
        line("Subject", mail.subject());
        line("structure", mail.structure());
        mail.text().ifPresent(text -> line("text", text.strip()));
        for (ReceivedAttachment file : mail.attachments()) {
            line("file", file.fileName().orElse("unnamed") + ", " + file.contentType() + ", " + file.size() + " bytes");
        }
    }

    private static void line(String name, String value) {
        System.out.printf("  %-13s %s%n", name + ":", value);
    }

    @Override
    public void close() {
        settings.keySet().forEach(System::clearProperty);
        if (exchange != null) {
            exchange.close();
        }
    }
}

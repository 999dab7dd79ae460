package io.mailswitch.entra;

import io.mailswitch.MailException;
import io.mailswitch.config.MailConfig;
import io.mailswitch.internal.config.Assembly;
import io.mailswitch.internal.config.Providers;
import io.mailswitch.spi.TokenRequest;
import io.mailswitch.spi.TokenSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that gets a token, run in a JVM of its own: azure-identity reads the environment directly. */
public final class TokenProgram {
    /** In place of the first setting: closes the source without asking for a token. */
    static final String OPEN_ONLY = "open-only";

    private TokenProgram() {}

    public static void main(String[] settings) {
        Map<String, String> values = new HashMap<>();
        values.put("mailswitch.transport", "probe");
        boolean asks = !settings[0].equals(OPEN_ONLY);
        for (String setting : Arrays.asList(settings).subList(asks ? 0 : 1, settings.length)) {
            int equals = setting.indexOf('=');
            values.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Providers providers = new Providers(List.of(new ProbeTransport()), List.of(new EntraTokenSourceProvider()));
        try (TokenSource source = Assembly.of(MailConfig.of(values), null, providers)
                .tokens()
                .orElseThrow()
                .open(InstantSource.system())) {
            if (asks) {
                System.out.println("claims " + TokenFixture.claims(source.token(TokenRequest.of(TokenFixture.GRAPH))));
            }
        } catch (MailException e) {
            System.out.println("failure " + e.resend() + " " + e.getMessage());
        }
        System.out.println("closed");
    }

    /** Runs it and returns what it printed, on a machine on which nobody is signed in to anything. */
    static String run(Path home, Map<String, String> environment, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                TokenProgram.class.getName()));
        command.addAll(List.of(settings));
        Path output = Files.createTempFile(home, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AZURE_") || name.startsWith("IDENTITY_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(50, TimeUnit.SECONDS)) {
                throw new AssertionError("the program did not end: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}

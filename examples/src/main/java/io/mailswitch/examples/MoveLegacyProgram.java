package io.mailswitch.examples;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchange;
import io.mailswitch.testkit.ReceivedMail;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves {@link LegacyProgram} in four steps, from a password by Angus alone to Graph. Its class files stay the same; what changes is the class
 * path, once, and the configuration. Runs on FakeExchange, whatever is configured.
 */
public final class MoveLegacyProgram {
    private MoveLegacyProgram() {}

    /**
     * Runs the program four times and prints what arrived.
     *
     * @param arguments none
     * @throws Exception when a mail does not arrive
     */
    public static void main(String... arguments) throws Exception {
        try (FakeExchange exchange = FakeExchange.start()) {
            Map<String, String> smtp = Map.of(
                    "mailswitch.smtp.ca-file", exchange.certificates().caFile().toString());
            Map<String, String> oauth = new LinkedHashMap<>(exchange.settings("smtp-oauth2"));
            oauth.keySet()
                    .removeIf(key ->
                            key.startsWith("mailswitch.smtp.") && !key.endsWith("auth") && !key.endsWith("ca-file"));

            step(
                    exchange,
                    "before: Angus alone",
                    false,
                    Map.of("mail.smtp.ssl.trust", exchange.smtp().host()));
            step(exchange, "one dependency more: TLS pinned, the password as before", true, smtp);
            step(exchange, "mailswitch.smtp.auth=oauth2: no password on the wire", true, oauth);
            step(exchange, "mailswitch.transport=graph", true, exchange.settings("graph"));
        }
    }

    private static void step(FakeExchange exchange, String title, boolean moved, Map<String, String> settings)
            throws Exception {
        settings.forEach(System::setProperty);
        try {
            run(exchange, moved);
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
        ReceivedMail mail = exchange.mailbox().await(Duration.ofSeconds(20));
        System.out.printf(
                "%s%n  arrived by %s, %s, signed in by %s: %s%n",
                title,
                mail.transport(),
                mail.tlsProtocol().orElse("no TLS"),
                mail.mechanism().orElse("an Entra token"),
                mail.subject());
    }

    /** In a class loader of its own, with or without Mailswitch on the class path. */
    private static void run(FakeExchange exchange, boolean moved) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (URI entry : classPath()) {
            if (moved || !isMailswitch(entry.getPath())) {
                classPath.add(entry.toURL());
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            call(loader, LegacyProgram.class.getName(), "main", (Object) new String[] {
                exchange.smtp().host(),
                Integer.toString(exchange.smtp().port()),
                Accounts.DEFAULT_USER,
                Accounts.DEFAULT_PASSWORD,
                "ops@contoso.com"
            });
            if (moved) { // a program that ends with its virtual machine need not
                call(loader, "io.mailswitch.jakarta.SharedSenders", "closeAll");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void call(ClassLoader loader, String type, String method, Object... arguments) throws Exception {
        Class<?>[] types = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
        try {
            loader.loadClass(type).getMethod(method, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static boolean isMailswitch(String path) {
        return path.contains("jakarta-provider") || path.contains("smtp-transport") || path.contains("graph-transport");
    }

    private static List<URI> classPath() throws URISyntaxException {
        List<URI> entries = new ArrayList<>();
        if (MoveLegacyProgram.class.getClassLoader() instanceof URLClassLoader loader) { // Maven's exec:java
            for (URL entry : loader.getURLs()) {
                entries.add(entry.toURI());
            }
        } else {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                entries.add(Path.of(entry).toUri());
            }
        }
        return entries;
    }
}

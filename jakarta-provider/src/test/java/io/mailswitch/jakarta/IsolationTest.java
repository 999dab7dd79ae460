package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import io.mailswitch.testkit.TestCertificates;
import java.io.File;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A program that knows Jakarta Mail alone, in a module of its own and in a class loader as a servlet container makes one. */
class IsolationTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PROGRAM = """
            package legacy;

            import jakarta.mail.*;
            import jakarta.mail.internet.*;
            import java.util.Properties;

            public class Program {
                public static void main(String[] arguments) throws Exception {
                    Properties properties = new Properties(System.getProperties());
                    properties.setProperty("mail.smtp.host", arguments[0]);
                    properties.setProperty("mail.smtp.port", arguments[1]);
                    properties.setProperty("mail.smtp.auth", "true");
                    properties.setProperty("mail.smtp.starttls.enable", "true");
                    Session session = Session.getInstance(properties, new Authenticator() {
                        @Override
                        protected PasswordAuthentication getPasswordAuthentication() {
                            return new PasswordAuthentication(arguments[2], arguments[3]);
                        }
                    });
                    MimeMessage message = new MimeMessage(session);
                    message.setFrom(arguments[2]);
                    message.setRecipients(Message.RecipientType.TO, "ops@example.com");
                    message.setSubject(session.getTransport("smtp").getClass().getModule().toString());
                    message.setText("text");
                    Transport.send(message);
                }
            }
            """;

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @TempDir
    Path folder;

    private Path classes;

    @BeforeEach
    void compile() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("src/legacy"));
        classes = Files.createDirectories(folder.resolve("classes"));
        Path program = Files.writeString(sources.resolve("Program.java"), PROGRAM);
        Path module =
                Files.writeString(folder.resolve("src/module-info.java"), "module legacy { requires jakarta.mail; }");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "--release",
                    "17",
                    "--module-path",
                    path(entries("jakarta.mail-api", "jakarta.activation-api")));
            boolean compiled = compiler.getTask(
                            problems, files, null, options, null, files.getJavaFileObjects(program, module))
                    .call();
            assertThat(compiled).as(problems.toString()).isTrue();
        }
    }

    @Test
    void programOnTheModulePathSendsThroughTheProvider() throws Exception {
        List<String> modules = entries(
                "jakarta.mail-api",
                "jakarta.activation-api",
                "angus-mail",
                "angus-activation",
                "slf4j-api",
                "jspecify",
                "core/target",
                "smtp-transport/target",
                "jakarta-provider/target/classes",
                "mailswitch-core",
                "mailswitch-smtp-transport");
        modules.add(classes.toString());

        run(
                Map.of(),
                "-Dmailswitch.smtp.ca-file=" + FAKE.exchange().certificates().caFile(),
                "--module-path",
                path(modules),
                "--module",
                "legacy/legacy.Program");

        assertThat(FAKE.mailbox().await(SOON).subject()).isEqualTo("module io.mailswitch.jakarta");
    }

    /** The JVM itself trusts the server, as it does those of the Internet; all else is the session's. */
    @Test
    void programWithoutAnyConfigurationOfMailswitchSendsByTls() throws Exception {
        run(
                Map.of(),
                "-Djavax.net.ssl.trustStore=" + FAKE.exchange().certificates().caStore(),
                "-Djavax.net.ssl.trustStorePassword=" + TestCertificates.STORE_PASSWORD,
                "--class-path",
                path(classPath()),
                "legacy.Program");

        ReceivedMail mail = FAKE.mailbox().await(SOON);
        assertThat(mail.subject()).as("who sends").startsWith("unnamed module");
        assertThat(mail.tlsProtocol()).contains("TLSv1.3");
        assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
        assertThat(new String(FAKE.smtp().clearTextBytes(), StandardCharsets.US_ASCII))
                .doesNotContain("AUTH", "MAIL");
    }

    /** Only a transport of ours keeps what is in clear text out: the same server without TLS gets nothing. */
    @Test
    void programThatFindsNoTlsSendsNothingWithoutAnyConfigurationOfMailswitch() throws Exception {
        FAKE.smtp().reconfigure(options -> options.withoutTls());

        Child child = start(
                Map.of(),
                "-Djavax.net.ssl.trustStore=" + FAKE.exchange().certificates().caStore(),
                "-Djavax.net.ssl.trustStorePassword=" + TestCertificates.STORE_PASSWORD,
                "--class-path",
                path(classPath()),
                "legacy.Program");

        assertThat(child.status()).isNotZero();
        assertThat(child.output()).contains("does not offer STARTTLS");
        assertThat(FAKE.mailbox().size()).isZero();
    }

    @Test
    void programIsMovedToGraphByEnvironmentVariables() throws Exception {
        Map<String, String> variables = new HashMap<>();
        FAKE.exchange()
                .settings("graph")
                .forEach((key, value) -> variables.put(
                        key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));

        run(variables, "--class-path", path(classPath()), "legacy.Program");

        assertThat(FAKE.mailbox().await(SOON).transport()).isEqualTo("graph");
    }

    @Test
    void programIsMovedToGraphByAFileOnItsClassPath() throws Exception {
        Properties settings = new Properties();
        settings.putAll(FAKE.exchange().settings("graph"));
        try (Writer file = Files.newBufferedWriter(classes.resolve("mailswitch.properties"))) {
            settings.store(file, null);
        }

        run(Map.of(), "--class-path", path(classPath()), "legacy.Program");

        assertThat(FAKE.mailbox().await(SOON).transport()).isEqualTo("graph");
    }

    private List<String> classPath() {
        List<String> entries = entries("");
        entries.add(classes.toString());
        return entries;
    }

    private void run(Map<String, String> environment, String... options) throws Exception {
        Child child = start(environment, options);
        assertThat(child.status()).as(child.output()).isZero();
    }

    /** Starts the program in a JVM of its own, in an empty folder, and waits for its end. */
    private Child start(Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(arguments());
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(folder.resolve("empty")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAILSWITCH_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Child(process.exitValue(), Files.readString(output));
    }

    private record Child(int status, String output) {}

    @Test
    void undeployedApplicationLeavesNoThreadAndNoConnection() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("test-classes") && !entry.contains("junit") && !entry.contains("logback")) {
                jars.add(Path.of(entry).toUri().toURL());
            }
        }
        jars.add(classes.toUri().toURL());
        System.setProperty(
                "mailswitch.smtp.ca-file",
                FAKE.exchange().certificates().caFile().toString());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(application);
            application
                    .loadClass("legacy.Program")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments().toArray(String[]::new));
            assertThat(FAKE.mailbox().await(SOON).user()).contains(Accounts.DEFAULT_USER);
            assertThat(threadsOf(application)).as("while it is deployed").isNotEmpty();

            undeploy(application);

            assertThat(FAKE.smtp().awaitNoConnection(SOON)).isTrue();
            for (Thread left : threadsOf(application)) {
                left.join(SOON.toMillis());
            }
            assertThat(threadsOf(application)).isEmpty();
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        } finally {
            thread.setContextClassLoader(before);
            System.clearProperty("mailswitch.smtp.ca-file");
        }
    }

    /** What a servlet container does: it finds the initializer as a service, and calls the listener that this registers. */
    private static void undeploy(ClassLoader application) throws Exception {
        Class<?> service = application.loadClass("jakarta.servlet.ServletContainerInitializer");
        Object listener = ServiceLoader.load(service, application).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.getClass().getName().startsWith("io.mailswitch."))
                .findFirst()
                .orElseThrow();
        Class<?> contextType = application.loadClass("jakarta.servlet.ServletContext");
        Object context = Proxy.newProxyInstance(application, new Class<?>[] {contextType}, (proxy, method, its) -> {
            assertThat(method.getName()).isEqualTo("getClassLoader");
            return application;
        });
        Class<?> eventType = application.loadClass("jakarta.servlet.ServletContextEvent");
        Object event = eventType.getConstructor(contextType).newInstance(context);
        listener.getClass().getMethod("contextDestroyed", eventType).invoke(listener, event);
    }

    /** Threads that an application has started inherit its class loader, whatever they are called. */
    private static List<Thread> threadsOf(ClassLoader application) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread() && thread.getContextClassLoader() == application)
                .toList();
    }

    private static List<String> arguments() {
        return List.of(
                FAKE.smtp().host(),
                Integer.toString(FAKE.smtp().port()),
                Accounts.DEFAULT_USER,
                Accounts.DEFAULT_PASSWORD);
    }

    private static List<String> entries(String... names) {
        List<String> found = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("test-classes") && Arrays.stream(names).anyMatch(entry::contains)) {
                found.add(entry);
            }
        }
        return found;
    }

    private static String path(List<String> entries) {
        return String.join(File.pathSeparator, entries);
    }
}

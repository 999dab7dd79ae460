package io.mailswitch.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Web applications in a Tomcat: deployed, used by HTTP, undeployed. */
class ServletContainerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Logger CONTAINER_LOG = Logger.getLogger("org.apache");

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @TempDir
    Path folder;

    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void start() throws Exception {
        CONTAINER_LOG.setLevel(Level.SEVERE);
        tomcat.setBaseDir(Files.createDirectories(folder.resolve("tomcat")).toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getHost(); // makes it
        tomcat.enableNaming();
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void applicationThatBringsItsLibrariesLeavesNothingWhenItIsUndeployed() throws Exception {
        StandardContext context = applicationWithLibraries();

        assertThat(get(context, "smtp")).isEqualTo("sent");
        assertThat(arrived().transport()).isEqualTo("smtp");

        assertUndeployedWithoutTrace(undeploy(context));
    }

    /** Threads that OkHttp and Okio keep for a minute or two without work, each then ends by itself, are left; none of ours or azure-core. */
    @Test
    void applicationThatSendsByGraphLeavesNoThreadOfOursWhenItIsUndeployed() throws Exception {
        StandardContext context = applicationWithLibraries();

        assertThat(get(context, "graph")).isEqualTo("sent");
        assertThat(arrived().transport()).isEqualTo("graph");

        WeakReference<ClassLoader> application = undeploy(context);
        assertThat(arrived().subject()).isEqualTo("farewell");
        for (Thread left : threadsOf(application)) {
            if (!isOfALibrary(left)) {
                left.join(SOON.toMillis());
            }
        }
        assertThat(threadsOf(application)).allSatisfy(left -> {
            assertThat(left).matches(ServletContainerTest::isOfALibrary, "ends by itself when it was idle for long");
            assertThat(left.isDaemon()).isTrue();
        });
    }

    /** A session that says nothing, as from a container that knows no server; all is in the file that the application brings. */
    @Test
    void applicationSendsByTheFileAmongItsClasses() throws Exception {
        StandardContext context = applicationWithLibraries();
        Properties settings = new Properties();
        settings.putAll(FAKE.exchange().settings("smtp"));
        try (Writer file = Files.newBufferedWriter(folder.resolve("whole/WEB-INF/classes/mailswitch.properties"))) {
            settings.store(file, null);
        }

        assertThat(get(context, "file")).isEqualTo("sent");
        ReceivedMail mail = arrived();
        assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
        assertThat(mail.tlsProtocol()).contains("TLSv1.3");

        assertUndeployedWithoutTrace(undeploy(context));
    }

    /** Jakarta Mail is the container's and sees no service of an application, which brings Mailswitch. */
    @Test
    void applicationThatBringsMailswitchAloneSendsThroughItAndLeavesNothing() throws Exception {
        try (URLClassLoader container = WebApplication.containerWithMail()) {
            StandardContext context =
                    context(WebApplication.withoutMail(Files.createDirectories(folder.resolve("part"))));
            context.setParentClassLoader(container);
            tomcat.getHost().addChild(context);

            assertThat(get(context, "smtp")).isEqualTo("sent");
            ReceivedMail mail = arrived();
            assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
            assertThat(mail.tlsProtocol()).contains("TLSv1.3");

            assertUndeployedWithoutTrace(undeploy(context));
        }
    }

    private static boolean isOfALibrary(Thread thread) {
        return Stream.of("OkHttp TaskRunner", "Okio Watchdog").anyMatch(thread.getName()::startsWith);
    }

    private StandardContext applicationWithLibraries() throws IOException {
        StandardContext context = context(WebApplication.whole(Files.createDirectories(folder.resolve("whole"))));
        context.setParentClassLoader(new WebApplication.ContainerLoader());
        tomcat.getHost().addChild(context);
        return context;
    }

    /** Jakarta Mail and Mailswitch are the container's, and so is the session. */
    @Test
    void applicationThatSharesTheLibrariesOfTheContainerSendsByASessionFromJndi() throws Exception {
        StandardContext context = context(WebApplication.small(Files.createDirectories(folder.resolve("small"))));
        ContextResource session = new ContextResource();
        session.setName("mail/Session");
        session.setType("jakarta.mail.Session");
        session.setAuth("Container");
        Properties properties = Sessions.smtp(FAKE.exchange());
        properties.stringPropertyNames().forEach(name -> session.setProperty(name, properties.getProperty(name)));
        session.setProperty("password", Accounts.DEFAULT_PASSWORD);
        context.getNamingResources().addResource(session);
        tomcat.getHost().addChild(context);

        assertThat(get(context, "jndi")).isEqualTo("sent");
        ReceivedMail mail = arrived();
        assertThat(mail.user()).contains(Accounts.DEFAULT_USER);
        assertThat(mail.tlsProtocol()).contains("TLSv1.3");

        assertUndeployedWithoutTrace(undeploy(context));
    }

    private StandardContext context(Path application) {
        StandardContext context = new StandardContext();
        context.setName("/app");
        context.setPath("/app");
        context.setDocBase(application.toString());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        context.addParameter("user", Accounts.DEFAULT_USER);
        context.addParameter("password", Accounts.DEFAULT_PASSWORD);
        for (String way : List.of("smtp", "graph")) {
            Properties properties = Sessions.of(way, FAKE.exchange());
            properties
                    .stringPropertyNames()
                    .forEach(name -> context.addParameter(way + '/' + name, properties.getProperty(name)));
        }
        return context;
    }

    private String get(Context context, String way) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + context.getPath()
                + "/send?subject=hello&way=" + way);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        try (InputStream answer =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ReceivedMail arrived() {
        return FAKE.mailbox().await(SOON);
    }

    private WeakReference<ClassLoader> undeploy(StandardContext context) throws Exception {
        WeakReference<ClassLoader> application =
                new WeakReference<>(context.getLoader().getClassLoader());
        tomcat.getHost().removeChild(context);
        context.destroy();
        return application;
    }

    private static void assertUndeployedWithoutTrace(WeakReference<ClassLoader> application) throws Exception {
        assertThat(arrived().subject())
                .as("what the application sends at its end")
                .isEqualTo("farewell");
        assertThat(FAKE.smtp().awaitNoConnection(SOON)).isTrue();
        for (Thread left : threadsOf(application)) {
            left.join(SOON.toMillis());
        }
        assertThat(threadsOf(application)).isEmpty();
        assertThat(isCollected(application)).as("class loader collected").isTrue();
    }

    private static List<Thread> threadsOf(WeakReference<ClassLoader> application) {
        ClassLoader loader = application.get();
        return loader == null
                ? List.of()
                : Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getContextClassLoader() == loader)
                        .toList();
    }

    private static boolean isCollected(WeakReference<?> reference) {
        for (int i = 0; i < 20 && reference.get() != null; i++) {
            System.gc();
        }
        return reference.get() == null;
    }
}

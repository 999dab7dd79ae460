package io.mailswitch.javax;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import java.io.File;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application on JavaMail in a class loader as a servlet container of the javax namespace makes one, deployed and undeployed. */
class UndeployTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    /** Threads that OkHttp and Okio keep for a minute or two without work, each then ends by itself, may be left by Graph. */
    @ParameterizedTest
    @ValueSource(strings = {"smtp", "graph"})
    void undeployedApplicationLeavesNoThreadAndNoConnection(String way) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(application);
            Object listener = deploy(application);
            application
                    .loadClass("io.mailswitch.javax.JavaMailProgram")
                    .getMethod("sendAndStay", Properties.class, String.class, String.class)
                    .invoke(null, Sessions.of(way, FAKE.exchange()), Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD);
            assertThat(FAKE.mailbox().await(SOON).transport()).isEqualTo(way);
            assertThat(threadsOf(application)).as("while it is deployed").isNotEmpty();

            call(listener, "contextDestroyed", application);

            assertThat(FAKE.smtp().awaitNoConnection(SOON)).isTrue();
            for (Thread left : threadsOf(application)) {
                left.join(SOON.toMillis());
            }
            assertThat(threadsOf(application)).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What a servlet container does: it finds the initializer as a service, which registers a listener. */
    private static Object deploy(ClassLoader application) throws Exception {
        Class<?> service = application.loadClass("javax.servlet.ServletContainerInitializer");
        List<?> found = ServiceLoader.load(service, application).stream()
                .map(ServiceLoader.Provider::get)
                .filter(initializer -> initializer.getClass().getName().startsWith("io.mailswitch."))
                .toList();
        assertThat(found).hasSize(1);
        List<Object> listeners = new ArrayList<>();
        Class<?> contextType = application.loadClass("javax.servlet.ServletContext");
        Object context = Proxy.newProxyInstance(application, new Class<?>[] {contextType}, (proxy, method, its) -> {
            assertThat(method.getName()).isEqualTo("addListener");
            listeners.add(its[0]);
            return null;
        });
        service.getMethod("onStartup", Set.class, contextType).invoke(found.get(0), null, context);
        assertThat(listeners).hasSize(1);
        call(listeners.get(0), "contextInitialized", application);
        return listeners.get(0);
    }

    private static void call(Object listener, String method, ClassLoader application) throws Exception {
        Class<?> contextType = application.loadClass("javax.servlet.ServletContext");
        Object context = Proxy.newProxyInstance(application, new Class<?>[] {contextType}, (proxy, asked, its) -> {
            assertThat(asked.getName()).isEqualTo("getClassLoader");
            return application;
        });
        Class<?> eventType = application.loadClass("javax.servlet.ServletContextEvent");
        Object event = eventType.getConstructor(contextType).newInstance(context);
        application
                .loadClass("javax.servlet.ServletContextListener")
                .getMethod(method, eventType)
                .invoke(listener, event);
    }

    private static URL[] jars() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Stream.of("junit", "assertj", "surefire", "opentest4j").noneMatch(entry::contains)) {
                jars.add(Path.of(entry).toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }

    /** Threads that an application has started inherit its class loader, whatever they are called. */
    private static List<Thread> threadsOf(ClassLoader application) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread() && thread.getContextClassLoader() == application)
                .filter(thread ->
                        Stream.of("OkHttp TaskRunner", "Okio Watchdog").noneMatch(thread.getName()::startsWith))
                .toList();
    }
}

package io.mailswitch.javax;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailswitch.testkit.Accounts;
import io.mailswitch.testkit.FakeExchangeExtension;
import io.mailswitch.testkit.ReceivedMail;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * JavaMail and Angus Mail name their content handlers in resources of the same name; neither order on the class path may matter, not even with
 * a jakarta.activation that takes the first it finds.
 */
class ClassPathOrderTest {
    @RegisterExtension
    static final FakeExchangeExtension FAKE = FakeExchangeExtension.create();

    @ParameterizedTest
    @CsvSource({
        "com/sun/mail, smtp, 1000",
        "com/sun/mail, graph, 1000",
        "com/sun/mail, graph, 5000000",
        "org/eclipse/angus, smtp, 1000",
        "org/eclipse/angus, graph, 1000",
        "org/eclipse/angus, graph, 5000000"
    })
    void messageGoesOutWhoeverComesFirst(String first, String way, int size) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(classPath(first), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(application);
            application
                    .loadClass("io.mailswitch.javax.JavaMailProgram")
                    .getMethod("send", Properties.class, String.class, String.class, int.class)
                    .invoke(null, properties(way), Accounts.DEFAULT_USER, Accounts.DEFAULT_PASSWORD, size);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }

        ReceivedMail mail = FAKE.mailbox().await(Duration.ofSeconds(20));
        assertThat(mail.transport()).isEqualTo(way);
        assertThat(mail.text()).contains("Füllstand 91 %");
        assertThat(mail.attachments()).singleElement().satisfies(file -> assertThat(file.size())
                .isEqualTo(size));
    }

    private static URL[] classPath(String first) throws Exception {
        List<URL> front = new ArrayList<>();
        front.add(
                Path.of("target/older/jakarta.activation-api-2.1.3.jar").toUri().toURL());
        List<URL> rest = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            (entry.replace(File.separatorChar, '/').contains(first) ? front : rest)
                    .add(Path.of(entry).toUri().toURL());
        }
        assertThat(front).hasSizeGreaterThan(1);
        front.addAll(rest);
        return front.toArray(URL[]::new);
    }

    private static Properties properties(String way) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", FAKE.smtp().host());
        properties.setProperty("mail.smtp.port", Integer.toString(FAKE.smtp().port()));
        properties.setProperty("mail.smtp.auth", "true");
        Map<String, String> settings = way.equals("graph")
                ? FAKE.exchange().settings("graph")
                : Map.of(
                        "mailswitch.smtp.ca-file",
                        FAKE.exchange().certificates().caFile().toString());
        settings.forEach(properties::setProperty);
        return properties;
    }
}

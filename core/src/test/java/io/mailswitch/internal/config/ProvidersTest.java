package io.mailswitch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailswitch.ConfigurationException;
import io.mailswitch.spi.TransportProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    @TempDir
    Path directory;

    @Test
    void announcedProviderThatIsMissingIsAConfigurationProblem() throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(TransportProvider.class.getName()), "com.example.Missing\n");
        ClassLoader parent = getClass().getClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, parent)) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> Providers.find(loader))
                    .withMessageContaining("com.example.Missing")
                    .withMessageContaining("mailswitch-bom");
        }
    }

    @Test
    void contextClassLoaderMayBeMissing() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            assertThat(Providers.find().tokens()).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

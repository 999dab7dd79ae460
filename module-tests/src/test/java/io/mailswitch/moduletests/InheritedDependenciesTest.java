package io.mailswitch.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What an application that sends by SMTP inherits: little, and nothing of the cloud SDKs. */
class InheritedDependenciesTest {
    private static final long LIMIT_BYTES = 2_000_000;
    private static final List<String> UNWANTED = List.of(
            "com/azure/", "com/microsoft/", "okhttp3/", "okio/", "kotlin/", "io/netty/", "reactor/", "com/sun/jna/");

    @Test
    void smtpStaysBelowTwoMegabytes() throws IOException {
        long total = 0;
        TreeSet<String> weighed = new TreeSet<>();
        for (Path entry : ApplicationClassPath.entries()) {
            if (!entry.getFileName().toString().startsWith("slf4j-api-")) {
                long size = ApplicationClassPath.sizeOf(entry);
                total += size;
                weighed.add(entry.getFileName() + " " + size);
            }
        }
        assertThat(weighed).anyMatch(entry -> entry.startsWith("angus-mail-"));
        assertThat(total).as("bytes of %s", weighed).isLessThan(LIMIT_BYTES);
    }

    @Test
    void smtpBringsNoCloudSdk() throws IOException {
        for (Path entry : ApplicationClassPath.entries()) {
            assertThat(unwantedIn(entry)).as(entry.toString()).isEmpty();
        }
    }

    /** Looks into the jars rather than at their names, so that a shaded copy is found too. */
    private static Set<String> unwantedIn(Path entry) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        if (Files.isDirectory(entry)) {
            UNWANTED.stream().filter(name -> Files.exists(entry.resolve(name))).forEach(found::add);
        } else {
            try (JarFile jar = new JarFile(entry.toFile())) {
                jar.stream()
                        .map(file -> file.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
                        .forEach(
                                name -> UNWANTED.stream().filter(name::contains).forEach(found::add));
            }
        }
        return found;
    }
}

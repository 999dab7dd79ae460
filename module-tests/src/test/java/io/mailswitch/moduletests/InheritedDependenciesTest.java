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

/** What an application inherits: by SMTP little, and nothing of the cloud SDKs; by Graph what is needed of them. */
class InheritedDependenciesTest {
    private static final long LIMIT_BYTES = 2_000_000;
    private static final long GRAPH_LIMIT_BYTES = 20_000_000;
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

    @Test
    void graphStaysBelowTwentyMegabytes() throws IOException {
        long total = 0;
        TreeSet<String> weighed = new TreeSet<>();
        for (Path entry : ApplicationClassPath.entriesOfGraph()) {
            long size = ApplicationClassPath.sizeOf(entry);
            total += size;
            weighed.add(entry.getFileName() + " " + size);
        }
        assertThat(weighed)
                .anyMatch(entry -> entry.startsWith("azure-identity-"))
                .anyMatch(entry -> entry.startsWith("microsoft-graph-core-"))
                .anyMatch(entry -> entry.startsWith("okhttp-"))
                .anyMatch(entry -> entry.startsWith("angus-mail-"));
        assertThat(total).as("bytes of %s", weighed).isLessThan(GRAPH_LIMIT_BYTES);
    }

    /** The native jars of Netty's current version cannot be had everywhere, and JNA serves a token cache that is not used. */
    @Test
    void graphBringsNoNativeCode() throws IOException {
        for (Path entry : ApplicationClassPath.entriesOfGraph()) {
            assertThat(contents(entry, List.of("io/netty/", "com/sun/jna/", ".so", ".dll", ".jnilib", ".dylib")))
                    .as(entry.toString())
                    .isEmpty();
        }
    }

    private static Set<String> unwantedIn(Path entry) throws IOException {
        return contents(entry, UNWANTED);
    }

    /** Looks into the jars rather than at their names, so that a shaded copy is found too. */
    private static Set<String> contents(Path entry, List<String> names) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        if (Files.isDirectory(entry)) {
            names.stream().filter(name -> Files.exists(entry.resolve(name))).forEach(found::add);
        } else {
            try (JarFile jar = new JarFile(entry.toFile())) {
                jar.stream()
                        .map(file -> file.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
                        .forEach(file -> names.stream().filter(file::contains).forEach(found::add));
            }
        }
        return found;
    }
}

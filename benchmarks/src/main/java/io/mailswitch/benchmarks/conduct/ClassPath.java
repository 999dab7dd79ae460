package io.mailswitch.benchmarks.conduct;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The class path of this program, and what of it a contender gets: the jars of other contenders cost heap and start-up time by lying there.
 */
final class ClassPath {
    private static final String VERTX = "vertx-.*";
    private static final String NETTY = "netty-.*|reactor-netty.*|azure-core-http-netty.*";
    private static final String SPRING = "spring-.*|micrometer-.*|commons-logging.*";
    private static final String COMMONS = "commons-email2.*";
    private static final String SIMPLE =
            "simple-java-mail.*|core-module.*|jmail.*|jakarta.annotation-api.*|commons-math3.*";
    private static final String SIMPLE_BATCH =
            "batch-module.*|smtp-connection-pool.*|.*-object-pool.*|throwing-function.*";
    private static final String TYPED_SDK = "microsoft-graph-[0-9].*|microsoft-kiota-serialization-(form|multipart).*"
            + "|microsoft-kiota-authentication-azure.*|azure-xml.*|stax-api.*";
    private static final String UNUSED_SDK = "microsoft-graph-[0-9].*|microsoft-kiota-serialization-(form|multipart).*";
    private static final String GRAPH =
            "microsoft-.*|azure-.*|msal4j.*|okhttp.*|okio.*|kotlin.*|reactor-.*|jackson-.*|gson.*|opentelemetry.*"
                    + "|std-uritemplate.*|stax-api.*|reactive-streams.*|annotations-.*";
    private static final String OURS = "mailswitch-(smtp|graph|entra).*";
    private static final String BENCH =
            "jmh.*|jopt-simple.*|junit-.*|assertj.*|byte-buddy.*|opentest4j.*|apiguardian.*";

    /** Stands for all contenders in one JVM. */
    static final String EVERYONE = "everyone";

    private ClassPath() {}

    /** What this program itself was started with, also when Maven loaded it. */
    static List<String> own() {
        if (ClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(URL::getPath)
                    .map(path -> Path.of(path).toString())
                    .toList();
        }
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    /** What a program that uses only this contender would have, and the benchmark's own classes. */
    static String of(String contender) {
        Pattern foreign = Pattern.compile(String.join("|", foreign(contender)));
        List<String> kept = new ArrayList<>();
        for (String entry : own()) {
            if (!foreign.matcher(label(Path.of(entry))).matches()) {
                kept.add(entry);
            }
        }
        return String.join(File.pathSeparator, kept);
    }

    /** The jar's name, or for a module that was only compiled the name its jar would have. */
    private static String label(Path entry) {
        return entry.endsWith(Path.of("target", "classes"))
                ? "mailswitch-" + entry.getName(entry.getNameCount() - 3)
                : String.valueOf(entry.getFileName());
    }

    private static List<String> foreign(String contender) {
        return switch (contender) {
            case "mailswitch-send", "mailswitch-send-partial", "mailswitch-sendAll" ->
                List.of(
                        BENCH,
                        VERTX,
                        NETTY,
                        SPRING,
                        COMMONS,
                        SIMPLE,
                        SIMPLE_BATCH,
                        GRAPH,
                        "mailswitch-(graph|entra).*");
            case "angus-static", "angus-reused", "angus-reused-nodelay", "floor", "floor-window", "floor-window-32" ->
                List.of(BENCH, VERTX, NETTY, SPRING, COMMONS, SIMPLE, SIMPLE_BATCH, GRAPH, OURS);
            case "spring-array" -> List.of(BENCH, VERTX, NETTY, COMMONS, SIMPLE, SIMPLE_BATCH, GRAPH, OURS);
            case "commons-email" -> List.of(BENCH, VERTX, NETTY, SPRING, SIMPLE, SIMPLE_BATCH, GRAPH, OURS);
            case "simple-java-mail" -> List.of(BENCH, VERTX, NETTY, SPRING, COMMONS, SIMPLE_BATCH, GRAPH, OURS);
            case "simple-java-mail-batch" -> List.of(BENCH, VERTX, NETTY, SPRING, COMMONS, GRAPH, OURS);
            case "vertx" ->
                List.of(BENCH, SPRING, COMMONS, SIMPLE, SIMPLE_BATCH, "microsoft-.*|azure-.*|msal4j.*|okhttp.*", OURS);
            case "sdk-typed", "sdk-typed-identity" ->
                List.of(BENCH, VERTX, SPRING, COMMONS, SIMPLE, SIMPLE_BATCH, OURS);
            case "sdk-core" ->
                List.of(
                        BENCH,
                        VERTX,
                        NETTY,
                        SPRING,
                        COMMONS,
                        SIMPLE,
                        SIMPLE_BATCH,
                        UNUSED_SDK,
                        "mailswitch-(smtp|graph).*");
            case "sdk-core-identity" -> // whose first mail is timed: that must not load anything of ours
                List.of(
                        BENCH,
                        VERTX,
                        NETTY,
                        SPRING,
                        COMMONS,
                        SIMPLE,
                        SIMPLE_BATCH,
                        UNUSED_SDK,
                        OURS,
                        "mailswitch-core.*");
            case "mailswitch-graph" ->
                List.of(BENCH, VERTX, NETTY, SPRING, COMMONS, SIMPLE, SIMPLE_BATCH, TYPED_SDK, "mailswitch-smtp.*");
            case EVERYONE -> List.of(BENCH);
            default -> List.of(BENCH, VERTX, NETTY, SPRING, COMMONS, SIMPLE, SIMPLE_BATCH, TYPED_SDK);
        };
    }
}

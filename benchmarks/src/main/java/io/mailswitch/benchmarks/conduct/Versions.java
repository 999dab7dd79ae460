package io.mailswitch.benchmarks.conduct;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was compared, exactly. */
final class Versions {
    private static final int BOUND_SECONDS = 10;
    private static final List<String> ARTIFACTS = List.of(
            "angus-mail",
            "simple-java-mail",
            "vertx-mail-client",
            "spring-context-support",
            "commons-email2-jakarta",
            "microsoft-graph",
            "microsoft-graph-core",
            "azure-identity",
            "okhttp",
            "okhttp-jvm");

    private Versions() {}

    /** The versions of the peers, as the names of their jars have them. */
    static String compared(List<String> classPath) {
        List<String> found = new ArrayList<>();
        for (String artifact : ARTIFACTS) {
            Pattern jar = Pattern.compile(Pattern.quote(artifact) + "-([0-9].*)\\.jar");
            for (String entry : classPath) {
                Matcher name = jar.matcher(String.valueOf(Path.of(entry).getFileName()));
                if (name.matches()) {
                    found.add(artifact + ' ' + name.group(1));
                }
            }
        }
        return "compared with " + String.join(", ", found);
    }

    /** The commit of Mailswitch, and whether something was changed since. */
    static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                String commit = new String(git.getInputStream().readNBytes(200), StandardCharsets.UTF_8).strip();
                boolean known = git.waitFor(BOUND_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0;
                return known ? "Mailswitch at commit " + commit : "Mailswitch, not from a repository";
            } finally {
                git.destroyForcibly();
            }
        } catch (IOException e) {
            return "Mailswitch, not from a repository";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "Mailswitch at an unknown commit";
        }
    }
}

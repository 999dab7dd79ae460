package io.mailswitch.jakarta;

import io.mailswitch.jakarta.webapp.FarewellListener;
import io.mailswitch.jakarta.webapp.MailServlet;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Puts a web application together as a folder that a servlet container deploys. */
final class WebApplication {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                <listener><listener-class>%s</listener-class></listener>
                <servlet><servlet-name>mail</servlet-name><servlet-class>%s</servlet-class></servlet>
                <servlet-mapping><servlet-name>mail</servlet-name><url-pattern>/send</url-pattern></servlet-mapping>
            </web-app>
            """;
    private static final List<String> OF_THE_CONTAINER = List.of("tomcat", "servlet-api");
    private static final List<String> OF_THE_TEST =
            List.of("test-classes", "junit", "assertj", "surefire", "logback", "opentest4j", "bcj", "jdkim", "quartz");

    private static final List<String> MAIL =
            List.of("jakarta.mail-api", "jakarta.activation-api", "angus-mail", "angus-activation");

    private WebApplication() {}

    /** The classes of the application alone; what they need is in the container's library folder. */
    static Path small(Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes/io/mailswitch/jakarta/webapp"));
        for (Class<?> type : List.of(MailServlet.class, FarewellListener.class)) {
            try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                Files.copy(in, classes.resolve(type.getSimpleName() + ".class"));
            }
        }
        Files.writeString(
                folder.resolve("WEB-INF/web.xml"),
                WEB_XML.formatted(FarewellListener.class.getName(), MailServlet.class.getName()));
        return folder;
    }

    /** The classes of the application and all that they need. */
    static Path whole(Path folder) throws IOException {
        return with(folder, path -> true);
    }

    /** The same without Jakarta Mail and Angus Mail, which the container has, as an application server does. */
    static Path withoutMail(Path folder) throws IOException {
        return with(folder, path -> !isMail(path));
    }

    private static Path with(Path folder, Predicate<Path> brought) throws IOException {
        Path libraries = Files.createDirectories(small(folder).resolve("WEB-INF/lib"));
        int number = 0;
        for (Path path : libraries()) {
            if (brought.test(path)) {
                Path jar = libraries.resolve(number++ + ".jar");
                if (Files.isDirectory(path)) {
                    pack(path, jar);
                } else {
                    Files.copy(path, jar);
                }
            }
        }
        return folder;
    }

    /** What the test's class path has for applications. */
    private static List<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> Stream.concat(OF_THE_CONTAINER.stream(), OF_THE_TEST.stream())
                        .noneMatch(entry.toLowerCase(Locale.ROOT)::contains))
                .map(Path::of)
                .toList();
    }

    private static boolean isMail(Path path) {
        return MAIL.stream().anyMatch(path.getFileName().toString()::startsWith);
    }

    /** A container that has Jakarta Mail and Angus Mail among its own libraries; the caller closes it. */
    static URLClassLoader containerWithMail() throws IOException {
        List<URL> jars = new ArrayList<>();
        for (Path path : libraries()) {
            if (isMail(path)) {
                jars.add(path.toUri().toURL());
            }
        }
        return new URLClassLoader(jars.toArray(URL[]::new), new ContainerLoader());
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
    }

    /** What an application sees of its container: the servlet classes and the container's own, nothing of the test's class path. */
    static final class ContainerLoader extends ClassLoader {
        ContainerLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (Stream.of("jakarta.servlet.", "org.apache.catalina.", "org.apache.naming.", "org.apache.tomcat.")
                    .anyMatch(name::startsWith)) {
                return WebApplication.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}

package io.mailswitch.moduletests;

import com.tngtech.archunit.core.importer.Location;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The module map: what each published jar is called, which packages are its own and which modules it may use. */
enum OurModule {
    CORE("core", "mailswitch-core", "io.mailswitch.core", "io.mailswitch"),
    SMTP("smtp-transport", "mailswitch-smtp-transport", "io.mailswitch.smtp", "io.mailswitch.smtp", CORE),
    ENTRA("entra-auth", "mailswitch-entra-auth", "io.mailswitch.entra", "io.mailswitch.entra", CORE),
    GRAPH("graph-transport", "mailswitch-graph-transport", "io.mailswitch.graph", "io.mailswitch.graph", CORE, ENTRA),
    JAKARTA("jakarta-provider", "mailswitch-jakarta-provider", "io.mailswitch.jakarta", "io.mailswitch.jakarta", CORE),
    JAVAX("javax-provider", "mailswitch-javax-provider", "io.mailswitch.javax", "io.mailswitch.javax", CORE, JAKARTA),
    MICROMETER("micrometer", "mailswitch-micrometer", "io.mailswitch.micrometer", "io.mailswitch.micrometer", CORE),
    SPRING(
            "spring-boot-starter",
            "mailswitch-spring-boot-starter",
            "io.mailswitch.spring",
            "io.mailswitch.spring",
            CORE,
            ENTRA,
            JAKARTA,
            MICROMETER),
    TEST_KIT("test-kit", "mailswitch-test-kit", "io.mailswitch.testkit", "io.mailswitch.testkit", CORE);

    private final String folder;
    private final String artifact;
    private final String moduleName;
    private final String rootPackage;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<OurModule> mayUse;

    OurModule(String folder, String artifact, String moduleName, String rootPackage, OurModule... mayUse) {
        this.folder = folder;
        this.artifact = artifact;
        this.moduleName = moduleName;
        this.rootPackage = rootPackage;
        this.mayUse = Set.of(mayUse);
    }

    String folder() {
        return folder;
    }

    String moduleName() {
        return moduleName;
    }

    String rootPackage() {
        return rootPackage;
    }

    boolean mayUse(OurModule other) {
        return other == this || mayUse.contains(other);
    }

    /** The module a package belongs to: of the roots that enclose it, the longest. Empty for packages of others. */
    static Optional<OurModule> owning(String packageName) {
        return Arrays.stream(values())
                .filter(module -> (packageName + ".").startsWith(module.rootPackage + "."))
                .max(Comparator.comparingInt(module -> module.rootPackage.length()));
    }

    /** Whether code in {@code reader} may name types of {@code packageName}. */
    boolean exports(String packageName, OurModule reader) {
        return exportsToAll(packageName)
                || descriptor().exports().stream()
                        .filter(exported -> exported.source().equals(packageName))
                        .anyMatch(exported -> exported.targets().contains(reader.moduleName));
    }

    /** Whether users may: as module-info says, or, where there is none, unless the package is called internal. */
    boolean exportsToAll(String packageName) {
        if (descriptor().isAutomatic()) {
            return !isInternal(packageName);
        }
        return descriptor().exports().stream()
                .anyMatch(exported -> exported.source().equals(packageName) && !exported.isQualified());
    }

    static boolean isInternal(String packageName) {
        return (packageName + ".").contains(".internal.");
    }

    /** What module-info says, else what the manifest does; a classes folder has no manifest yet, so it is believed. */
    ModuleDescriptor descriptor() {
        Path location = location();
        return ModuleFinder.of(location).findAll().stream()
                .map(reference -> reference.descriptor())
                .findFirst()
                .orElseGet(() -> ModuleDescriptor.newAutomaticModule(moduleName).build());
    }

    Location archUnitLocation() {
        Path location = location();
        return Files.isDirectory(location)
                ? Location.of(location)
                : Location.of(URI.create("jar:" + location.toUri() + "!/"));
    }

    /** Where this module is on the class path: its jar, or its classes folder when the build stopped before packaging. */
    Path location() {
        List<Path> entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(this::isOurs)
                .filter(Files::exists)
                .toList();
        if (entries.size() != 1) {
            throw new AssertionError(artifact + " should be on the class path once, found " + entries);
        }
        return entries.get(0);
    }

    private boolean isOurs(Path entry) {
        return entry.endsWith(Path.of(folder, "target", "classes"))
                || entry.getFileName().toString().matches(artifact + "-\\d.*\\.jar");
    }
}

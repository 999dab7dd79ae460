package io.mailswitch.moduletests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which module sees what: the module map of docs/architecture.md, held against the class files. */
class ModuleMapTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importLocations(Arrays.stream(OurModule.values())
                    .map(OurModule::archUnitLocation)
                    .toList());

    @ParameterizedTest
    @EnumSource
    void moduleKeepsItsNameAndItsPackages(OurModule module) {
        assertThat(module.descriptor().name()).isEqualTo(module.moduleName());
        assertThat(module.descriptor().packages())
                .allSatisfy(owned -> assertThat(OurModule.owning(owned)).contains(module));
    }

    @ParameterizedTest
    @EnumSource
    void internalPackagesAreExportedToSiblingsOnly(OurModule module) {
        assertThat(module.descriptor().exports())
                .filteredOn(exported -> !exported.isQualified())
                .noneMatch(exported -> OurModule.isInternal(exported.source()));
    }

    @Test
    void modulesDependAlongTheMap() {
        classes().should(ModuleRules.dependOnlyOnModulesTheyMayUse()).check(CLASSES);
    }

    @Test
    void modulesUseOnlyWhatOthersExport() {
        classes().should(ModuleRules.useOnlyWhatOtherModulesExport()).check(CLASSES);
    }

    @Test
    void publicTypesShowNoInternalType() {
        classes()
                .that(ModuleRules.areExportedToAll())
                .should(ModuleRules.mentionOnlyExportedTypesOfOurs())
                .check(CLASSES);
    }

    @Test
    void coreUsesNoThirdPartyButMailLoggingAndNullMarks() {
        classes()
                .that(ModuleRules.belongTo(OurModule.CORE))
                .should()
                .onlyDependOnClassesThat(ModuleRules.belongTo(OurModule.CORE)
                        .or(resideInAnyPackage(
                                "java..",
                                "javax..",
                                "jakarta.mail..",
                                "jakarta.activation..",
                                "org.slf4j..",
                                "org.jspecify.annotations..")))
                .check(CLASSES);
    }

    /**
     * Public packages hand their work to internal ones, which speak in public types; so each sort is layered by itself.
     * The package a module is named after is in a cycle with the others by design: it holds the words that all of them
     * speak (outcomes, errors) and the door that leads to them.
     */
    @Test
    void publicPackagesHaveNoCycles() {
        slices().assignedFrom(packagesBelowTheirRoot("public", name -> !OurModule.isInternal(name)))
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void internalPackagesHaveNoCycles() {
        slices().assignedFrom(packagesBelowTheirRoot("internal", OurModule::isInternal))
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(ModuleRules.resideInPackageAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .check(CLASSES);
    }

    @Test
    void librariesLogThroughSlf4jOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("DeviceCodePrompt") // speaks to a person at a terminal
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a stack trace is printed to standard error",
                        call -> call.getName().equals("printStackTrace")
                                && call.getTarget().getRawParameterTypes().isEmpty()
                                && call.getTargetOwner().isAssignableTo(Throwable.class)))
                .check(CLASSES);
    }

    /** A virtual thread that blocks in a synchronized method pins its carrier before JDK 24; the kit is for tests. */
    @Test
    void locksAreNotSynchronizedMethods() {
        noMethods()
                .that()
                .areDeclaredInClassesThat(not(ModuleRules.belongTo(OurModule.TEST_KIT)))
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .check(CLASSES);
    }

    private static SliceAssignment packagesBelowTheirRoot(String sort, Predicate<String> ofThatSort) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return OurModule.owning(name)
                        .filter(module -> !module.rootPackage().equals(name) && ofThatSort.test(name))
                        .map(module -> SliceIdentifier.of(name))
                        .orElseGet(SliceIdentifier::ignore);
            }

            @Override
            public String getDescription() {
                return sort + " packages below the root of their module";
            }
        };
    }
}

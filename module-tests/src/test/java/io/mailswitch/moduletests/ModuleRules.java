package io.mailswitch.moduletests;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What ArchUnit does not know by itself: our modules and what their descriptors allow. */
final class ModuleRules {
    private ModuleRules() {}

    static DescribedPredicate<JavaClass> belongTo(OurModule module) {
        return DescribedPredicate.describe(
                "belong to " + module,
                type -> OurModule.owning(type.getPackageName()).stream().anyMatch(module::equals));
    }

    static DescribedPredicate<JavaClass> areExportedToAll() {
        return DescribedPredicate.describe(
                "are exported to all",
                type -> isVisible(type)
                        && OurModule.owning(type.getPackageName()).stream()
                                .anyMatch(module -> module.exportsToAll(type.getPackageName())));
    }

    static ArchCondition<JavaClass> dependOnlyOnModulesTheyMayUse() {
        return dependencies("depend only on modules they may use", (from, type) -> from.mayUse(ownerOf(type)));
    }

    static ArchCondition<JavaClass> useOnlyWhatOtherModulesExport() {
        return dependencies("use only what other modules export to theirs", (from, type) -> {
            OurModule owner = ownerOf(type);
            return owner == from || owner.exports(type.getPackageName(), from);
        });
    }

    static ArchCondition<JavaClass> mentionOnlyExportedTypesOfOurs() {
        return new ArchCondition<>("mention only exported types in what users can call") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMembers().stream().filter(ModuleRules::isVisible).forEach(member -> mentioned(member)
                        .filter(ModuleRules::isOurs)
                        .filter(named -> !ownerOf(named).exportsToAll(named.getPackageName()))
                        .forEach(named -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " mentions " + named.getName()))));
            }
        };
    }

    static ArchCondition<JavaClass> resideInPackageAnnotatedWith(String annotation) {
        return new ArchCondition<>("reside in a package annotated with @" + annotation) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean annotated = type.getPackage().isAnnotatedWith(annotation);
                events.add(new SimpleConditionEvent(
                        type, annotated, type.getPackageName() + " has no package-info with it: " + type.getName()));
            }
        };
    }

    private static ArchCondition<JavaClass> dependencies(
            String description, BiPredicate<OurModule, JavaClass> allowed) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                OurModule from = ownerOf(type);
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isOurs(dependency.getTargetClass()))
                        .filter(dependency -> !allowed.test(from, dependency.getTargetClass()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static Stream<JavaClass> mentioned(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        Set<JavaClass> parameters = code.getParameterTypes().stream()
                .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream())
                .collect(Collectors.toSet());
        return Stream.concat(
                code.getReturnType().getAllInvolvedRawTypes().stream(),
                Stream.concat(parameters.stream(), code.getExceptionTypes().stream()));
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean isVisible(JavaClass type) {
        boolean visible = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return visible && type.getEnclosingClass().map(ModuleRules::isVisible).orElse(true);
    }

    private static boolean isOurs(JavaClass type) {
        return OurModule.owning(type.getPackageName()).isPresent();
    }

    private static OurModule ownerOf(JavaClass type) {
        return OurModule.owning(type.getPackageName()).orElseThrow();
    }
}

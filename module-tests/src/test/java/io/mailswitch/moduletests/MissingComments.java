package io.mailswitch.moduletests;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Reads sources and lists what a user of the exported packages can see but not read about: as doclint's group
 * "missing", except that the compact constructor of a record need not repeat the record's {@code @param} lines.
 */
final class MissingComments {
    private final Predicate<String> isExported;
    private final List<String> found = new ArrayList<>();
    private int declarationsSeen;

    MissingComments(Predicate<String> isExported) {
        this.isExported = isExported;
    }

    List<String> found() {
        return List.copyOf(found);
    }

    int declarationsSeen() {
        return declarationsSeen;
    }

    void readSources(Path folder) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(folder)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                if (isExported.test(Objects.toString(unit.getPackageName(), ""))) {
                    new Visitor(comments).scan(unit, null);
                }
            }
        }
    }

    private final class Visitor extends TreePathScanner<Void, Void> {
        private final DocTrees comments;

        Visitor(DocTrees comments) {
            this.comments = comments;
        }

        @Override
        public Void visitPackage(PackageTree declaration, Void unused) {
            if (getCurrentPath().getCompilationUnit().getTypeDecls().isEmpty()) {
                require(List.of(), List.of(), false);
            }
            return null;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!isVisible(type.getModifiers())) {
                return null;
            }
            require(typeParameters(type.getTypeParameters()), recordComponents(type), false);
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (isVisible(method.getModifiers()) && !overrides(method)) {
                boolean answers = method.getReturnType() != null
                        && !method.getReturnType().toString().equals("void");
                List<String> parameters = isCompactConstructor(method)
                        ? List.of()
                        : method.getParameters().stream()
                                .map(parameter -> parameter.getName().toString())
                                .toList();
                require(typeParameters(method.getTypeParameters()), parameters, answers);
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void unused) {
            boolean component = enclosing().getKind() == Tree.Kind.RECORD
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC);
            if (isVisible(field.getModifiers()) && !component) {
                require(List.of(), List.of(), false);
            }
            return null;
        }

        /** An initializer has no members that a user could see. */
        @Override
        public Void visitBlock(BlockTree block, Void unused) {
            return null;
        }

        private void require(List<String> types, List<String> parameters, boolean answers) {
            declarationsSeen++;
            DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
            if (comment == null) {
                report("has no comment");
                return;
            }
            Set<String> documented = new HashSet<>();
            boolean answerTold = false;
            List<DocTree> tags = new ArrayList<>(comment.getBlockTags());
            tags.addAll(comment.getFirstSentence());
            for (DocTree tag : tags) {
                if (tag instanceof ParamTree parameter) {
                    documented.add(parameter.getName().toString());
                }
                answerTold |= tag.getKind() == DocTree.Kind.RETURN;
            }
            Stream.concat(types.stream(), parameters.stream())
                    .filter(name -> !documented.contains(name))
                    .forEach(name -> report("has no @param " + name));
            if (answers && !answerTold) {
                report("has no @return");
            }
        }

        private void report(String problem) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
            found.add(file + ":"
                    + unit.getLineMap().getLineNumber(start(getCurrentPath().getLeaf())) + " " + problem);
        }

        /** Members of an interface are public without saying so, and constants of an enum are marked public. */
        private boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            TreePath parent = getCurrentPath().getParentPath();
            boolean inInterface = parent.getLeaf().getKind() == Tree.Kind.INTERFACE
                    || parent.getLeaf().getKind() == Tree.Kind.ANNOTATION_TYPE;
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (inInterface && !flags.contains(Modifier.PRIVATE));
        }

        private ClassTree enclosing() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        private boolean overrides(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
        }

        /** The parser gives a compact constructor the components of the record, which stand above it. */
        private boolean isCompactConstructor(MethodTree method) {
            return enclosing().getKind() == Tree.Kind.RECORD
                    && method.getParameters().stream().anyMatch(parameter -> start(parameter) < start(method));
        }

        private long start(Tree tree) {
            return comments.getSourcePositions()
                    .getStartPosition(getCurrentPath().getCompilationUnit(), tree);
        }

        private List<String> recordComponents(ClassTree type) {
            if (type.getKind() != Tree.Kind.RECORD) {
                return List.of();
            }
            return type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .map(field -> field.getName().toString())
                    .toList();
        }

        private List<String> typeParameters(List<? extends TypeParameterTree> parameters) {
            return parameters.stream()
                    .map(parameter -> parameter.getName().toString())
                    .toList();
        }
    }
}

package dev.tidemark.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java code of a page, compiled. */
final class PageCode implements AutoCloseable {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("^public (?:record|class) (\\w+)", Pattern.MULTILINE);

    private final Map<String, String> sources;
    private final URLClassLoader classes;

    private PageCode(Map<String, String> sources, URLClassLoader classes) {
        this.sources = sources;
        this.classes = classes;
    }

    /** Compiles all blocks of a page together, each of which is a type. */
    static PageCode compile(Path page, Path folder) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            Matcher type = TYPE.matcher(block.group(1));
            assertThat(type.find()).as(block.group(1)).isTrue();
            sources.put(type.group(1), block.group(1));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(sources, folder, classes);
        return new PageCode(
                sources, new URLClassLoader(new URL[] {classes.toUri().toURL()}));
    }

    private static void compile(Map<String, String> sources, Path folder, Path classes) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> each : sources.entrySet()) {
            files.add(Files.writeString(folder.resolve(each.getKey() + ".java"), each.getValue()));
        }
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter problems = new StringWriter();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            problems,
                            manager,
                            null,
                            List.of("-Xlint:all", "-Werror", "-proc:none", "-cp", classPath, "-d", classes.toString()),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(problems.toString()).isTrue();
        }
    }

    String source(String type) {
        return Objects.requireNonNull(sources.get(type), type);
    }

    /** A new object of a type, by its only constructor. */
    Object make(String type, Object... arguments) throws Exception {
        return classes.loadClass(type).getConstructors()[0].newInstance(arguments);
    }

    /** What a method answers; what it throws is thrown. */
    static Object call(Object object, String name, Object... arguments) throws Exception {
        Method method = Arrays.stream(object.getClass().getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            Object answer = method.invoke(object, arguments);
            return answer == null ? "nothing" : answer;
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}

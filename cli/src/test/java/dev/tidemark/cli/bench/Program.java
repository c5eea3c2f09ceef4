package dev.tidemark.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The program as the launcher runs it: assembled from the jars of this build, with a start-up cache that is trained
 * from them. Needs the jars, so it is for the time after {@code package}.
 */
final class Program {
    private static final String JAVA_HOME = System.getProperty("java.home");

    private final Path root;
    private final Map<String, String> environment;

    private Program(Path root) {
        this.root = root;
        environment =
                Map.of("TIDEMARK_JAVA_HOME", JAVA_HOME, "PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
    }

    /** Installs a copy of the launcher in the folder and lets it assemble and train. */
    static Program install(Path root) throws IOException, InterruptedException {
        Path target = Files.createDirectories(root.resolve("cli/target"));
        Files.createDirectories(root.resolve("cli/src/main"));
        Files.writeString(root.resolve("pom.xml"), "");
        Files.writeString(root.resolve("cli/pom.xml"), "");
        Path launcher = root.resolve("tidemark");
        Files.copy(Path.of("../tidemark"), launcher);
        copyJars(Path.of("target/lib"), Files.createDirectories(target.resolve("lib")));
        Files.copy(Path.of("target/tidemark-cli.jar"), target.resolve("tidemark-cli.jar"));
        Path maven = Files.createDirectories(root.resolve("bin")).resolve("mvn"); // everything is built already
        Files.writeString(maven, "#!/bin/sh\n");
        if (!maven.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + maven + " executable");
        }
        Program program = new Program(root);
        program.run("--version");
        return program;
    }

    private static void copyJars(Path from, Path to) throws IOException {
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, to.resolve(jar.getFileName()));
            }
        }
    }

    /** Runs a command of the program. */
    Cost run(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", root.resolve("tidemark").toString()));
        command.addAll(List.of(words));
        return Cost.of(environment, command);
    }

    /** Runs a class of these tests, with the program's libraries, in a JVM with these options. */
    Cost java(List<String> options, Class<?> main, String... words) throws IOException, InterruptedException {
        Path app = root.resolve("cli/target/app");
        List<String> command =
                new ArrayList<>(List.of(Path.of(JAVA_HOME, "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.library.path=" + app.resolve("native"),
                "-cp",
                app + "/*:" + Path.of("target/test-classes").toAbsolutePath(),
                main.getName()));
        command.addAll(List.of(words));
        return Cost.of(environment, command);
    }

    /** Whether there is a start-up cache: a JDK of 25 or newer has one. */
    boolean isTrained() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("cli/target/app"))) {
            return files.anyMatch(file -> file.toString().endsWith(".aot"));
        }
    }
}

package dev.tidemark.cli.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a copy of the launcher beside a project, JDKs and a Maven that only say what they are asked to do. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../tidemark").toAbsolutePath();

    @TempDir
    Path folder;

    private Path project;
    private Path bin;

    private record Result(int status, String out, String err) {}

    @BeforeEach
    void makeProject() throws IOException {
        project = folder.resolve("the project");
        bin = Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(project.resolve("cli/src/main"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.writeString(project.resolve("cli/pom.xml"), "<project/>");
        Files.copy(LAUNCHER, project.resolve("tidemark"));
        // Stands in for Maven: leaves the jar that a build would, and says that it ran.
        script(
                bin.resolve("mvn"),
                "echo \"mvn $*\" >>'" + folder + "/builds'",
                "[ -z \"${FAIL:-}\" ] || exit 1",
                "mkdir -p cli/target/lib && : >cli/target/tidemark-cli.jar");
        Files.writeString(folder.resolve("builds"), "");
    }

    @Test
    void takesTheNewestJdkThatItFinds() throws Exception {
        jdk("jdk-17", "17.0.1");
        jdk("jdk-21", "21.0.4");
        jdk("jdk-24", "24");

        assertThat(run(Map.of(), "query").out()).startsWith("jdk-24 ");
    }

    @Test
    void theChosenJdkWinsUnlessItIsTooOld() throws Exception {
        String old = jdk("jdk-17", "17.0.1").toString();
        String chosen = jdk("jdk-21", "21.0.4").toString();
        jdk("jdk-24", "24");

        assertThat(run(Map.of("JAVA_HOME", chosen), "query").out()).startsWith("jdk-21 ");
        assertThat(run(Map.of("TIDEMARK_JAVA_HOME", chosen, "JAVA_HOME", old), "query")
                        .out())
                .startsWith("jdk-21 ");
        assertThat(run(Map.of("JAVA_HOME", old), "query").out()).startsWith("jdk-24 ");
    }

    @Test
    void withoutAJdkItSaysWhatToSetAndWhereItLooked() throws Exception {
        jdk("jdk-17", "17.0.1");

        Result result = run(Map.of(), "query");

        assertThat(result.status()).isEqualTo(69);
        assertThat(result.err())
                .startsWith("tidemark: needs a JDK 21 or newer: install one, or set JAVA_HOME")
                .endsWith("~/.sdkman and ~/.jdks.\n");
    }

    @Test
    void buildsOnFirstUseAndWhenASourceIsNewerOrGone() throws Exception {
        jdk("jdk-21", "21.0.4");
        Path source = Files.writeString(project.resolve("cli/src/main/A.java"), "class A {}");

        assertThat(run(Map.of(), "query").err()).startsWith("tidemark: building");
        assertThat(run(Map.of(), "query").err()).isEmpty();
        assertThat(builds()).hasSize(1).first().asString().contains("-pl cli -am package");

        Path stamp = project.resolve("cli/target/app/built");
        Files.setLastModifiedTime(stamp, FileTime.fromMillis(0));
        Files.delete(source);
        run(Map.of(), "query");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void aBuildThatFailsIsNotRun() throws Exception {
        jdk("jdk-21", "21.0.4");

        Result result = run(Map.of("FAIL", "yes"), "query");

        assertThat(result.status()).isEqualTo(70);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("tidemark: the build failed");
    }

    @Test
    void ofTwoFirstStartsOneBuilds() throws Exception {
        jdk("jdk-21", "21.0.4");

        List<Process> both = List.of(start(Map.of(), "query"), start(Map.of(), "query"));
        for (Process process : both) {
            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .contains("jdk-21 ");
            assertThat(process.waitFor()).isZero();
        }

        assertThat(builds()).hasSize(1);
    }

    @Test
    void worksThroughASymbolicLinkFromAnotherFolder() throws Exception {
        jdk("jdk-21", "21.0.4");
        Path link = Files.createSymbolicLink(bin.resolve("tidemark"), project.resolve("tidemark"));

        Process process = start(link, Map.of(), "query", "select 'a b'");

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("dev.tidemark.cli.Main query select 'a b'\n");
    }

    @Test
    void workGetsEveryCompilerAndAnswersComeAtOnce() throws Exception {
        jdk("jdk-21", "21.0.4");

        assertThat(run(Map.of(), "--workspace", "w", "collect").out()).contains("-XX:+UseParallelGC");
        assertThat(run(Map.of(), "query", "collect").out()).contains("-XX:TieredStopAtLevel=1");
        assertThat(run(Map.of("TIDEMARK_JAVA_OPTS", "-Xmx2g -Da=b"), "collect").out())
                .containsSubsequence("-Xmx512m", "-Xmx2g -Da=b", "dev.tidemark.cli.Main collect");
    }

    @Test
    void theStatusIsTheProgramsOwn() throws Exception {
        jdk("jdk-21", "21.0.4");

        assertThat(run(Map.of("STATUS", "3"), "query").status()).isEqualTo(3);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    /** A JDK whose java says which it is and what it was asked to run. */
    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve("jdks").resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(
                home.resolve("bin/java"),
                "case \"$*\" in *launch.Assemble*) exit 0 ;; esac",
                "echo \"" + name + " $*\"",
                "exit \"${STATUS:-0}\"");
        return home;
    }

    private static void script(Path file, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("#!/bin/sh"));
        all.addAll(List.of(lines));
        Files.write(file, all);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(Map<String, String> environment, String... words) throws Exception {
        Process process = start(environment, words);
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out, Files.readString(folder.resolve("err")));
    }

    private Process start(Map<String, String> environment, String... words) throws IOException {
        return start(project.resolve("tidemark"), environment, words);
    }

    private Process start(Path launcher, Map<String, String> environment, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TIDEMARK") || name.startsWith("JAVA"));
        builder.environment().put("PATH", bin + ":/usr/bin:/bin");
        builder.environment().put("TIDEMARK_JDK_FOLDERS", folder + "/jdks/*");
        builder.environment().putAll(environment);
        builder.redirectError(folder.resolve("err").toFile());
        return builder.start();
    }
}

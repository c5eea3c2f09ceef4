package dev.tidemark.cli.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the jars of native libraries name a platform.
 *
 * @param libraries  patterns of the entries that are this platform's libraries
 */
record Platform(List<Pattern> libraries) {
    private static final Pattern NATIVE_CODE =
            Pattern.compile("libduckdb_java\\.so_.*|.*\\.(so|dylib|jnilib|dll|a)", Pattern.CASE_INSENSITIVE);

    /** The platform this runs on; empty where the libraries better stay in their jars. */
    static Optional<Platform> here() throws IOException {
        boolean musl = matches(Path.of("/lib"), "ld-musl-*");
        return musl ? Optional.empty() : of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Optional<Platform> of(String osName, String osArch) {
        boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
        if (!arm && !osArch.equals("amd64") && !osArch.equals("x86_64")) {
            return Optional.empty();
        }
        String system = osName.toLowerCase(Locale.ROOT);
        if (system.startsWith("linux")) {
            return Optional.of(platform("linux", "Linux", "linux", arm, arm ? "aarch64" : "amd64", "so"));
        }
        if (system.startsWith("mac")) {
            return Optional.of(platform("macos", "Mac", "darwin", arm, arm ? "aarch64" : "x86_64", "dylib"));
        }
        return Optional.empty();
    }

    private static Platform platform(
            String duckdb, String sqlite, String zstd, boolean arm, String zstdArch, String ending) {
        return new Platform(List.of(
                Pattern.compile("libduckdb_java\\.so_" + duckdb + "_" + (arm ? "arm64" : "amd64")),
                Pattern.compile("org/sqlite/native/" + sqlite + "/" + (arm ? "aarch64" : "x86_64") + "/libsqlitejdbc\\."
                        + ending),
                Pattern.compile(zstd + "/" + zstdArch + "/libzstd-jni-.*\\." + ending)));
    }

    /** Whether a jar's entry is native code, for whatever platform. */
    static boolean nativeCode(String entry) {
        return NATIVE_CODE.matcher(entry).matches();
    }

    /** Whether a jar's entry is a class that reaches zstd's library without JNI. */
    static boolean foreign(String entry) {
        return entry.startsWith("META-INF/versions/22/com/github/luben/zstd/");
    }

    boolean library(String entry) {
        return libraries.stream().anyMatch(pattern -> pattern.matcher(entry).matches());
    }

    /** The name under which the library's driver looks for it outside the jar. */
    String fileName(String entry) {
        return entry.startsWith("libduckdb_java")
                ? System.mapLibraryName("duckdb_java")
                : entry.substring(entry.lastIndexOf('/') + 1);
    }

    private static boolean matches(Path folder, String glob) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            return files.iterator().hasNext();
        }
    }
}

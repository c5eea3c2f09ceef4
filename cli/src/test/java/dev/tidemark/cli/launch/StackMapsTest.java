package dev.tidemark.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StackMapsTest {
    @Test
    @DisplayName("picocli's classes are made younger, and the verifier that wants stack maps takes every one of them")
    void addsWhatTheVerifierWants() throws Exception {
        try (ZipFile jar = new ZipFile(picocli().toFile())) {
            assertThat(StackMaps.lacking(jar)).isTrue();
            List<String> names = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("picocli/CommandLine") && name.endsWith(".class"))
                    .toList();
            assertThat(names).hasSizeGreaterThan(150);
            Younger loader = new Younger(jar);
            for (String name : names) {
                loader.link(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
            }
        }
    }

    @Test
    @DisplayName("a class that has stack maps stays as it is")
    void leavesOthersAlone() throws IOException {
        byte[] content = content(StackMapsTest.class.getResourceAsStream("StackMapsTest.class"));

        assertThat(StackMaps.added(content)).isSameAs(content);
    }

    private static Path picocli() throws URISyntaxException {
        return Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static byte[] content(InputStream stream) throws IOException {
        try (stream) {
            return stream.readAllBytes();
        }
    }

    /** Defines picocli's classes as they are in the assembled folder. */
    private static final class Younger extends ClassLoader {
        private final ZipFile jar;

        Younger(ZipFile jar) {
            super(null);
            this.jar = jar;
        }

        /** Linking verifies: from version 51 on by stack maps only. */
        void link(String name) throws ClassNotFoundException {
            loadClass(name, true);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String entry = name.replace('.', '/') + ".class";
            try {
                byte[] added = StackMaps.added(content(jar.getInputStream(jar.getEntry(entry))));
                assertThat(added[7]).as(name).isGreaterThan((byte) 50);
                return defineClass(name, added, 0, added.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}

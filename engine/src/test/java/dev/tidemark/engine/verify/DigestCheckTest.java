package dev.tidemark.engine.verify;

import static dev.tidemark.testkit.DigestChain.DIGESTS;
import static dev.tidemark.testkit.DigestChain.LOGS;
import static dev.tidemark.testkit.DigestChain.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.api.Beside;
import dev.tidemark.api.Range;
import dev.tidemark.testkit.DigestChain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Digest files as the provider describes them: a chain of three hours with two objects each. */
class DigestCheckTest {
    private final DigestChain chain = new DigestChain();
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    @BeforeEach
    void deliver() {
        chain.files().forEach((key, content) -> files.put("/logs/" + key, content));
    }

    @Test
    void aWholeChainIsComparedWithItsObjects() throws IOException {
        assertThat(found(Range.ALL, DigestKeys.NONE)).isEmpty();
        assertThat(digests(Range.ALL, DigestKeys.NONE)).contains(new Verdict.Digests(3, 6, 0));
        assertThat(found(Range.ALL, DigestKeys.parse(chain.keys()))).isEmpty();
        assertThat(digests(Range.ALL, DigestKeys.parse(chain.keys()))).contains(new Verdict.Digests(3, 6, 2));
    }

    @Test
    void onlyDigestsOfTheRangeAreRead() throws IOException {
        files.remove("/logs/" + LOGS + "1a.json.gz");
        Range later = new Range(Instant.parse("2025-06-01T01:00:00Z"), Instant.MAX);

        assertThat(found(later, DigestKeys.NONE)).isEmpty();
        assertThat(digests(later, DigestKeys.NONE)).contains(new Verdict.Digests(2, 4, 0));
    }

    @Test
    void anObjectThatIsGoneOrAlteredIsNamed() throws IOException {
        files.remove("/logs/" + LOGS + "1a.json.gz");
        files.put("/logs/" + LOGS + "2b.json.gz", gzip("{\"Records\":[]}".getBytes(UTF_8)));
        files.put("/logs/" + LOGS + "3b.json.gz", "no gzip".getBytes(UTF_8));

        assertThat(found(Range.ALL, DigestKeys.NONE))
                .containsExactly(
                        "/logs/" + LOGS + "1a.json.gz it is not there, though /logs/" + DIGESTS + "1.json.gz names it",
                        "/logs/" + LOGS + "2b.json.gz its content is not what /logs/" + DIGESTS + "2.json.gz says",
                        "/logs/" + LOGS + "3b.json.gz its content cannot be read: Not in GZIP format");
    }

    @Test
    void aDigestThatIsAlteredOrGoneBreaksTheChain() throws IOException {
        byte[] digest = files.get("/logs/" + DIGESTS + "2.json.gz");
        files.put("/logs/" + DIGESTS + "2.json.gz", gzip((text(digest) + " ").getBytes(UTF_8)));
        assertThat(found(Range.ALL, DigestKeys.NONE))
                .containsExactly("/logs/" + DIGESTS + "2.json.gz it is not the digest file that /logs/" + DIGESTS
                        + "3.json.gz follows");

        files.remove("/logs/" + DIGESTS + "2.json.gz");
        assertThat(found(Range.ALL, DigestKeys.NONE))
                .containsExactly("/logs/" + DIGESTS + "3.json.gz the digest file before it is not there: " + DIGESTS
                        + "2.json.gz");
    }

    @Test
    void aSignatureByAnotherKeyIsNamed() throws IOException {
        assertThat(found(Range.ALL, DigestKeys.parse(DigestChain.otherKeys())))
                .containsExactly(
                        "/logs/" + DIGESTS + "1.json.gz its signature is by none of the keys given",
                        "/logs/" + DIGESTS + "2.json.gz its signature is by none of the keys given");
    }

    @Test
    void withoutDigestsNothingIsSaid() throws IOException {
        files.keySet().removeIf(name -> name.contains("Digest"));

        assertThat(digests(Range.ALL, DigestKeys.NONE)).isEmpty();
    }

    @Test
    void aFileWithoutKeysIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DigestKeys.parse("{}".getBytes(UTF_8)))
                .withMessage("it has no PublicKeyList with keys");
        assertThatIllegalArgumentException().isThrownBy(() -> DigestKeys.parse("keys".getBytes(UTF_8)));
    }

    private List<String> found(Range range, DigestKeys keys) throws IOException {
        DigestCheck check = check(range, keys);
        check.run();
        return check.findings().stream()
                .map(finding -> finding.location() + " " + finding.what())
                .toList();
    }

    private Optional<Verdict.Digests> digests(Range range, DigestKeys keys) throws IOException {
        return check(range, keys).run();
    }

    private DigestCheck check(Range range, DigestKeys keys) {
        DigestCheck check = new DigestCheck(new Shelf(files), range, keys);
        check.listed("/logs/" + LOGS + "1a.json.gz");
        check.listed("/logs/other/access.log");
        return check;
    }

    private record Shelf(TreeMap<String, byte[]> files) implements Beside {
        @Override
        public List<String> below(String folder) {
            return files.keySet().stream()
                    .filter(name -> name.startsWith(folder))
                    .toList();
        }

        @Override
        public InputStream read(String location) throws IOException {
            byte[] content = files.get(location);
            if (content == null) {
                throw new NoSuchFileException(location);
            }
            return new ByteArrayInputStream(content);
        }
    }

    private static String text(byte[] gzip) throws IOException {
        try (InputStream in = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}

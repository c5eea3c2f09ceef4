package dev.tidemark.formats.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.BadArtifactException;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.Input.Tail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final byte[] A = "first line\nsecond".repeat(20).getBytes(UTF_8);
    private static final byte[] B = "and the rest\n".repeat(7).getBytes(UTF_8);
    private static final byte[] BOTH = join(A, B);

    @Test
    void theEndingTellsTheCompressionElseTheFirstBytes() throws IOException {
        for (String name : new String[] {"x.gz", "x.GZ", "x.log", "x.gz.1"}) {
            assertThat(content(name, Packed.gzip(A, B))).as(name).isEqualTo(BOTH);
        }
        for (String name : new String[] {"x.zst", "x"}) {
            assertThat(content(name, Packed.zstd(A, B))).as(name).isEqualTo(BOTH);
        }
        for (String name : new String[] {"x.zip", "x"}) {
            assertThat(content(name, Packed.zip(BOTH))).as(name).isEqualTo(BOTH);
        }
        assertThat(content("x.log", BOTH)).isEqualTo(BOTH);
        assertThat(content("x.log", new byte[] {1})).containsExactly(1);
        assertThat(content("x.log", new byte[0])).isEmpty();
    }

    @Test
    void gzipCutAtAnyByteIsBad() throws IOException {
        byte[] one = Packed.gzip(A);
        byte[] two = Packed.gzip(A, B);
        for (int length = 0; length < two.length; length++) {
            if (length == one.length) {
                continue; // nobody can tell that something is missing between two members
            }
            byte[] cut = Arrays.copyOf(two, length);
            assertThatThrownBy(() -> content("x.gz", cut))
                    .as("cut at %d", length)
                    .isInstanceOf(BadArtifactException.class)
                    .hasMessageMatching(".*(ends at byte " + length + "|is empty).*");
        }
    }

    @Test
    void aFlippedBitInGzipIsNeverTakenForContent() throws IOException {
        long seed = 42;
        Random random = new Random(seed);
        byte[] whole = Packed.gzip(A, B);
        for (int i = 0; i < 2000; i++) {
            byte[] broken = whole.clone();
            broken[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(content("x.gz", broken))
                        .as("seed %d, round %d", seed, i)
                        .isEqualTo(BOTH);
            } catch (BadArtifactException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void zstdAndZipCutAnywhereAreBad() throws IOException {
        byte[] zstd = Packed.zstd(BOTH);
        byte[] zip = Packed.zip(BOTH);
        for (int length = 0; length < zstd.length; length++) {
            byte[] cut = Arrays.copyOf(zstd, length);
            assertThatThrownBy(() -> content("x.zst", cut)).isInstanceOf(BadArtifactException.class);
        }
        for (int length = 0; length < zip.length; length++) {
            byte[] cut = Arrays.copyOf(zip, length);
            assertThatThrownBy(() -> content("x.zip", cut)).isInstanceOf(BadArtifactException.class);
        }
    }

    @Test
    void brokenContentSaysWhatAndWhere() throws IOException {
        byte[] wrongSum = Packed.gzip(A, B);
        wrongSum[wrongSum.length - 8] ^= 1;
        assertThatThrownBy(() -> content("x.gz", wrongSum))
                .hasMessageContaining("member that begins at byte " + Packed.gzip(A).length)
                .hasMessageContaining("has checksum");
        byte[] wrongLength = Packed.gzip(A);
        wrongLength[wrongLength.length - 4] ^= 1;
        assertThatThrownBy(() -> content("x.gz", wrongLength)).hasMessageContaining("has 340 bytes instead of 341");
        assertThatThrownBy(() -> content("x.gz", A)).hasMessageContaining("if it is not compressed, rename it");
        assertThatThrownBy(() -> content("x.gz", join(Packed.gzip(A), B)))
                .hasMessageContaining("what follows the gzip member");
        assertThatThrownBy(() -> content("x.zst", A)).isInstanceOf(BadArtifactException.class);
        assertThatThrownBy(() -> content("x.zip", Packed.zip(A, B)))
                .hasMessageContaining("entry-0.log and entry-1.log");
        assertThatThrownBy(() -> content("x.zip", Packed.zip())).isInstanceOf(BadArtifactException.class);
        assertThatThrownBy(() -> content("x.zip", A)).hasMessageContaining("without entries");
    }

    @Test
    void zerosAfterGzipArePadding() throws IOException {
        assertThat(content("x.gz", join(Packed.gzip(A, B), new byte[100_000]))).isEqualTo(BOTH);
        assertThatThrownBy(() -> content("x.gz", join(Packed.gzip(A), join(new byte[70_000], B))))
                .hasMessageContaining("at byte " + (Packed.gzip(A).length + 70_000));
    }

    @Test
    void failingReadsAreNotTakenForBrokenContent() throws IOException {
        for (byte[] packed : new byte[][] {Packed.gzip(A), Packed.zstd(A), Packed.zip(A)}) {
            InputStream half = new ByteArrayInputStream(packed, 0, packed.length / 2);
            assertThatThrownBy(() -> content("x", new SequenceInputStream(half, new Failing())))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("connection reset");
        }
    }

    @Test
    @DisplayName("crash-mid-object: reading goes on at a byte of the uncompressed content")
    void movesToAnyByte() throws IOException {
        for (byte[] bytes : new byte[][] {BOTH, Packed.gzip(A, B), Packed.zstd(BOTH), Packed.zip(BOTH)}) {
            for (int target = 0; target <= BOTH.length; target += 13) {
                try (Window window = new Window(64)) {
                    window.open(new Input("x", new ByteArrayInputStream(bytes), target, Tail.RECORD));
                    window.more(0);
                    int at = window.moveTo(target);
                    assertThat(window.offset() + at).isEqualTo(target);
                    assertThat(rest(window, at)).isEqualTo(Arrays.copyOfRange(BOTH, target, BOTH.length));
                }
            }
            try (Window window = new Window(64)) {
                window.open(new Input("x", new ByteArrayInputStream(bytes), 0, Tail.RECORD));
                assertThatThrownBy(() -> window.moveTo(BOTH.length + 1L))
                        .isInstanceOf(BadArtifactException.class)
                        .hasMessageContaining("it was cut");
            }
        }
    }

    /** A connection that broke. */
    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            throw new IOException("connection reset");
        }
    }

    private static byte[] content(String name, byte[] bytes) throws IOException {
        return content(name, new ByteArrayInputStream(bytes));
    }

    private static byte[] content(String name, InputStream bytes) throws IOException {
        try (Window window = new Window(128)) {
            window.open(new Input(name, bytes, 0, Tail.RECORD));
            window.more(0);
            return rest(window, 0);
        }
    }

    private static byte[] rest(Window window, int from) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int at = from;
        do {
            all.write(window.bytes(), at, window.limit() - at);
            at = 0;
        } while (window.more(window.limit()));
        return all.toByteArray();
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}

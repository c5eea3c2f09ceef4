package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.Input.Tail;
import dev.tidemark.formats.bytes.Packed;
import dev.tidemark.formats.bytes.Window;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeContentTest {
    private static final int MEGABYTE = 1 << 20;

    /** Text before, a piece repeated, text behind; never in memory. */
    private static final class Repeated extends InputStream {
        private final byte[] before;
        private final byte[] piece;
        private final byte[] behind;
        private final long size;
        private long at;

        Repeated(String before, String piece, long times, String behind) {
            this.before = before.getBytes(UTF_8);
            this.piece = piece.getBytes(UTF_8);
            this.behind = behind.getBytes(UTF_8);
            size = this.before.length + times * this.piece.length + this.behind.length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == size) {
                return -1;
            }
            byte[] source = piece;
            int start = (int) ((at - before.length) % piece.length);
            if (at < before.length) {
                source = before;
                start = (int) at;
            } else if (at >= size - behind.length) {
                source = behind;
                start = (int) (at - (size - behind.length));
            }
            int count = Math.min(length, source.length - start);
            System.arraycopy(source, start, into, from, count);
            at += count;
            return count;
        }
    }

    private static final class Count implements RecordHandler {
        private long records;
        private long bad;
        private int longest;

        @Override
        public void record(Fields fields, long ordinal, byte[] raw, int from, int length) {
            records++;
            longest = Math.max(longest, length);
        }

        @Override
        public void bad(long ordinal, String reason, byte[] raw, int from, int length) {
            bad++;
        }
    }

    @Test
    void aLineOf50MegabytesIsARecordLikeAnother() throws IOException {
        byte[] line = new byte[50 * MEGABYTE];
        Arrays.fill(line, (byte) 'x');
        byte[] start = "{\"a\":1}\n{\"a\":2,\"b\":\"".getBytes(UTF_8);
        byte[] end = "\"}\n{\"a\":3}\n".getBytes(UTF_8);
        System.arraycopy(start, 0, line, 0, start.length);
        System.arraycopy(end, 0, line, line.length - end.length, end.length);
        Window window = new Window();
        RecordReader reader = Formats.compiled(new JsonLines()).reader(List.of("a", "b"), window);
        Count count = new Count();

        Decoded decoded =
                reader.read(new Input("x.zst", new ByteArrayInputStream(Packed.zstd(line)), 0, Tail.RECORD), count);

        assertThat(count.records).isEqualTo(3);
        assertThat(count.longest).isGreaterThan(49 * MEGABYTE);
        assertThat(decoded.next()).isEqualTo(line.length);
        assertThat(window.bytes().length).as("the window is small again").isLessThan(MEGABYTE);
    }

    @Test
    void linesOfAnyNumberNeedNoMoreMemory() throws IOException {
        String line = "2 123456789012 eni-0123456789abcdef0 10.0.0.1 10.0.0.2 443 50000 6 10 5000 1 2 ACCEPT OK\n";
        Repeated content = new Repeated("", line, 3_000_000, "");
        List<String> columns = List.of("version", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n");
        Window window = new Window();
        Count count = new Count();

        RecordReader reader = Formats.compiled(Delimited.spaces(columns)).reader(List.of("n"), window);
        Decoded decoded = reader.read(new Input("x.log", content, 0, Tail.UNFINISHED), count);

        assertThat(count.records).isEqualTo(3_000_000);
        assertThat(count.bad).isZero();
        assertThat(decoded.next()).isEqualTo(3_000_000L * line.length());
        assertThat(window.bytes().length).isLessThan(MEGABYTE);
    }

    @Test
    void aDocumentOfAnySizeNeedsMemoryForOneRecord() throws IOException {
        String record = ",{\"a\":{\"b\":[1,2,3],\"c\":\"" + "x".repeat(1000) + "\"}}\n";
        Repeated content = new Repeated("{\"x\":{},\"Records\":[{}", record, 200_000, "]}");
        Window window = new Window();
        Count count = new Count();

        RecordReader reader = Formats.compiled(new JsonDocument("Records")).reader(List.of("a.b"), window);
        reader.read(new Input("x.json", content, 0, Tail.RECORD), count);

        assertThat(count.records).isEqualTo(200_001);
        assertThat(window.bytes().length).isLessThan(MEGABYTE);
    }
}

package dev.tidemark.engine.file;

import dev.tidemark.formats.bytes.Compression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file that is looked into. */
final class Stored implements AutoCloseable {
    private static final int BLOCK = 1 << 16;
    private static final byte LINE_FEED = '\n';

    private final Path path;
    private final FileChannel channel;
    private final long listed;
    private final byte[] head;

    private Stored(Path path, FileChannel channel, long listed) throws IOException {
        this.path = path;
        this.channel = channel;
        this.listed = listed;
        head = bytes(channel, 0, Fingerprint.SPAN);
    }

    /** @throws NoSuchFileException if another file lies there by now */
    static Stored open(Entry file) throws IOException {
        Stored stored = open(file.path(), file.size());
        try {
            if (file.replaced()) {
                throw new NoSuchFileException(file.location());
            }
            return stored;
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    static Stored open(Path path) throws IOException {
        return open(path, Long.MAX_VALUE);
    }

    private static Stored open(Path path, long listed) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new Stored(path, channel, listed);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Up to {@code length} bytes from a position on, fewer only at the end. */
    static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // until it is full or there is no more
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * A line of the content.
     *
     * @param start  where it begins
     * @param before the bytes before its start that evidence is taken of
     * @param length of the whole content
     */
    record Line(long start, byte[] before, long length) {}

    /** Where the line begins that ends with, or goes on after, the byte before {@code end}. */
    long lineStart(long end) throws IOException {
        for (long to = end; to > 0; to -= BLOCK) {
            long from = Math.max(0, to - BLOCK);
            byte[] block = bytes(channel, from, (int) (to - from));
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == LINE_FEED) {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }

    /** The last bytes before {@code end}, as they are stored, that evidence is taken of. */
    byte[] before(long end) throws IOException {
        int span = Fingerprint.span(end);
        return bytes(channel, end - span, span);
    }

    /** The line of the content that ends with, or goes on after, the byte before {@code end}; at its end the next one. */
    Line contentLine(long end) throws IOException {
        long start = 0;
        long length = 0;
        try (InputStream content = content()) {
            byte[] block = new byte[BLOCK];
            for (int read = content.read(block); read >= 0; read = content.read(block)) {
                for (int i = 0; i < read && length + i < end; i++) {
                    start = block[i] == LINE_FEED ? length + i + 1 : start;
                }
                length += read;
            }
        }
        start = length == end ? end : start;
        int span = Fingerprint.span(start);
        try (InputStream content = content()) {
            content.skipNBytes(start - span);
            return new Line(start, content.readNBytes(span), length);
        }
    }

    /** How long the content is. */
    long contentLength() throws IOException {
        try (InputStream content = content()) {
            return content.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The first bytes as they are stored. */
    byte[] head() {
        return head;
    }

    boolean compressed() {
        return Compression.of(path.toString(), head) != Compression.NONE;
    }

    /** The first bytes of the content; none if it is compressed and cannot be read. */
    byte[] contentHead() {
        if (!compressed()) {
            return head;
        }
        try (InputStream content = content()) {
            return content.readNBytes(Fingerprint.SPAN);
        } catch (IOException e) {
            // Torn or half written: whoever collects it says so.
            return new byte[0];
        }
    }

    /**
     * Whether it begins with what was read of a file.
     *
     * @throws IOException also if it does only since it was listed
     */
    boolean continues(Known known) throws IOException {
        if (known.evidence().subject() == Evidence.Subject.CONTENT && compressed()) {
            return contentContinues(known);
        }
        boolean continues = continues(channel, known.evidence(), known.end());
        if (continues && listed < known.end()) {
            throw new IOException(path + " grew while it was listed; it is collected by a later run");
        }
        return continues;
    }

    /**
     * Whether a file's bytes hold the evidence that was taken of those before {@code end}. Without evidence the place
     * of the file is believed, but an empty file is never recognised.
     */
    static boolean continues(FileChannel channel, Evidence evidence, long end) throws IOException {
        if (channel.size() < end) {
            return false;
        }
        if (evidence.headLength() == 0) {
            return evidence.subject() == Evidence.Subject.CONTENT;
        }
        int span = Fingerprint.span(end);
        return Fingerprint.of(bytes(channel, 0, evidence.headLength())).equals(evidence.head())
                && Fingerprint.of(bytes(channel, end - span, span)).equals(evidence.tail());
    }

    private boolean contentContinues(Known known) {
        Evidence evidence = known.evidence();
        int span = Fingerprint.span(known.end());
        byte[] first = contentHead();
        if (first.length < evidence.headLength()
                || !Fingerprint.of(first, 0, evidence.headLength()).equals(evidence.head())) {
            return false;
        }
        try (InputStream content = content()) {
            content.skipNBytes(known.end() - span);
            return Fingerprint.of(content.readNBytes(span)).equals(evidence.tail());
        } catch (IOException e) {
            // It ends before, or is torn: either way this is not known to be the same content.
            return false;
        }
    }

    private InputStream content() throws IOException {
        channel.position(0);
        return Compression.content(path.toString(), new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public void close() {
                // The channel is wanted further on.
            }
        });
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

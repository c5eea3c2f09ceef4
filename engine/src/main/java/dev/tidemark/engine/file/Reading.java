package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.file.Evidence.Subject;
import dev.tidemark.formats.bytes.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an artifact, those that were listed and no more.
 *
 * <p>Evidence of what was read is taken from the open file itself: by then its path may be another file's.
 */
final class Reading extends InputStream {
    /** How much of the end is kept once it is closed, so that a long unfinished line is within. */
    private static final int KEPT = 1 << 16;

    /** A gzip member ends with the length of its content. */
    private static final int GZIP_LENGTH = Integer.BYTES;

    private static final byte LINE_FEED = '\n';

    private final Artifact artifact;
    private final Path path;
    private final FileChannel channel;
    private final byte[] head;
    private long position;
    private @Nullable Tail tail;

    /** The last bytes that were listed, from a position on. */
    private record Tail(long from, byte[] bytes) {
        /** Of a file that was emptied while it was read, and perhaps written to again. */
        private static final Tail GONE = new Tail(0, new byte[0]);
    }

    private Reading(Artifact artifact, Path path, FileChannel channel) throws IOException {
        this.artifact = artifact;
        this.path = path;
        this.channel = channel;
        head = Stored.bytes(channel, 0, Fingerprint.span(artifact.size()));
    }

    /** @throws IOException if the file there is not the one that was listed, or if this cannot be told */
    static Reading open(Artifact artifact, Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            Reading reading = new Reading(artifact, path, channel);
            reading.check();
            return reading;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void check() throws IOException {
        boolean listed = discovered().lists(Entry.of(path)) && head.length == Fingerprint.span(artifact.size());
        if (!listed || !appended() && !untouched()) {
            throw changedMeanwhile();
        }
    }

    /** Whether the file at most grew. */
    private boolean appended() throws IOException {
        return artifact.content() == Artifact.Content.GROWING
                && !compressed()
                && channel.size() >= artifact.size()
                && (artifact.next() == 0 || Stored.continues(channel, discovered(), artifact.next()));
    }

    private boolean untouched() throws IOException {
        Entry now = Entry.of(path);
        return now.changed().equals(artifact.changed()) && now.size() == artifact.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int wanted = (int) Math.min(length, artifact.size() - position);
        if (wanted <= 0) {
            return length == 0 ? 0 : -1;
        }
        int read = channel.read(ByteBuffer.wrap(into, at, wanted), position);
        if (read < 0) {
            throw changedMeanwhile();
        }
        position += read;
        return read;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, artifact.size() - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, artifact.size() - position);
    }

    /** What the file is known by once its records before {@code next} are read. */
    Evidence evidence(long next) throws IOException {
        Subject subject = compressed() || next == 0 ? Subject.STORED : Subject.CONTENT;
        long end = subject == Subject.STORED ? artifact.size() : next;
        int span = Fingerprint.span(end);
        return new Evidence(
                subject,
                artifact.content() == Artifact.Content.GROWING && !endsAt(next),
                discovered().version(),
                span,
                Fingerprint.of(head, 0, span),
                Fingerprint.of(before(end, span)),
                artifact.location());
    }

    /** Whether a compressed file says itself that its content ends there; others may have left a last line. */
    private boolean endsAt(long next) throws IOException {
        if (Compression.of(artifact.location(), head) != Compression.GZIP || artifact.size() < GZIP_LENGTH) {
            return false;
        }
        byte[] length = before(artifact.size(), GZIP_LENGTH);
        return ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt() == (int) next;
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                tail = tail();
            }
        }
    }

    private byte[] before(long end, int span) throws IOException {
        Tail kept = tail == null ? tail() : tail;
        if (kept.equals(Tail.GONE)) {
            throw changedMeanwhile();
        }
        long from = end - span - kept.from();
        if (from >= 0) {
            return Arrays.copyOfRange(kept.bytes(), (int) from, (int) from + span);
        }
        try (FileChannel again = FileChannel.open(path, StandardOpenOption.READ)) {
            if (!untouched()) {
                throw changedMeanwhile();
            }
            return whole(Stored.bytes(again, end - span, span), span);
        }
    }

    /** What evidence may be taken of: the last listed bytes, and the span before the last line that is finished. */
    private Tail tail() throws IOException {
        int length = (int) Math.min(KEPT, artifact.size());
        byte[] last = Stored.bytes(channel, artifact.size() - length, length);
        if (last.length < length || !Arrays.equals(head, Stored.bytes(channel, 0, head.length))) {
            return Tail.GONE;
        }
        int line = length;
        while (line > 0 && last[line - 1] != LINE_FEED) {
            line--;
        }
        int from = Math.max(0, line - Fingerprint.SPAN);
        return new Tail(artifact.size() - length + from, Arrays.copyOfRange(last, from, length));
    }

    private byte[] whole(byte[] bytes, int length) throws IOException {
        if (bytes.length < length) {
            throw changedMeanwhile();
        }
        return bytes;
    }

    private boolean compressed() {
        return Compression.of(artifact.location(), head) != Compression.NONE;
    }

    private Evidence discovered() {
        return Evidence.of(artifact.id(), Mark.of(artifact, artifact.next()));
    }

    private IOException changedMeanwhile() {
        return new IOException(
                artifact.location() + " was changed after it was listed; it is collected by a later run");
    }
}

package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.file.Adopted.Fate;
import dev.tidemark.engine.file.Evidence.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/** Where reading a file goes on that another collector has begun to read, and the mark that says so. */
final class Resuming {
    private final Artifact artifact;
    private final Entry file;
    private final Position position;
    private final Settling settling;

    Resuming(Listed listed, Position position, Settling settling) {
        artifact = listed.artifact();
        file = listed.file();
        this.position = position;
        this.settling = settling;
    }

    /** @throws IOException if the file cannot be read */
    Adopted adopted() throws IOException {
        try (Stored stored = Stored.open(file)) {
            return switch (position.extent()) {
                case Position.Bytes bytes -> bytes.offset() == 0 ? unread("nothing of it was read") : of(stored, bytes);
                case Position.Everything everything -> all(stored, everything.at());
            };
        }
    }

    private Adopted of(Stored stored, Position.Bytes bytes) throws IOException {
        if (!stored.compressed()) {
            return plain(stored, bytes);
        }
        return switch (bytes.archives()) {
            case CONTENT -> content(stored, bytes.offset());
            case STORED ->
                bytes.offset() == file.size()
                        ? marked(Fate.DONE, archive(stored), "")
                        : unmarked(
                                Fate.UNSURE,
                                "it is compressed, and byte " + bytes.offset() + " of its " + file.size()
                                        + " does not tell which lines were read");
        };
    }

    private Adopted plain(Stored stored, Position.Bytes bytes) throws IOException {
        if (bytes.offset() > file.size()) {
            return truncated(bytes.offset(), file.size());
        }
        boolean end = bytes.offset() == file.size() && bytes.stop() == Position.Stop.LINE_OR_FILE_END;
        long next = end ? bytes.offset() : stored.lineStart(bytes.offset());
        if (next < bytes.offset() && bytes.stop() != Position.Stop.ANYWHERE) {
            return unmarked(
                    Fate.UNSURE,
                    "byte " + bytes.offset()
                            + " is within a line, where the other collector does not stop: it is likely"
                            + " another file by now");
        }
        if (next == 0) {
            return unread(within(bytes.offset(), next));
        }
        return marked(
                next == file.size() ? Fate.DONE : Fate.CONTINUED, plain(stored, next), within(bytes.offset(), next));
    }

    private Adopted content(Stored stored, long offset) throws IOException {
        Stored.Line line = stored.contentLine(offset);
        if (line.length() < offset) {
            return truncated(offset, line.length());
        }
        if (line.start() == 0) {
            return unread(within(offset, 0));
        }
        if (line.start() == line.length()) {
            return marked(Fate.DONE, archive(stored), "");
        }
        int span = Fingerprint.span(line.start());
        String head = Fingerprint.of(stored.contentHead(), 0, span);
        Evidence evidence = evidence(Subject.CONTENT, false, span, head, Fingerprint.of(line.before()));
        // Of no size that an archive has: it is read again, as one that grew.
        return marked(Fate.CONTINUED, mark(0, line.start(), evidence), within(offset, line.start()));
    }

    private Adopted all(Stored stored, Instant at) throws IOException {
        Instant written = Files.getLastModifiedTime(file.path()).toInstant();
        if (written.isAfter(at.plus(Listed.TICK))) {
            return unmarked(
                    Fate.UNSURE, "it was written to at " + written + ", and what was read of it was so before " + at);
        }
        return marked(Fate.DONE, stored.compressed() ? archive(stored) : plain(stored, file.size()), "");
    }

    private Mark plain(Stored stored, long next) throws IOException {
        int span = Fingerprint.span(next);
        boolean growing = next < file.size() || settling.growing(file);
        String head = Fingerprint.of(stored.head(), 0, span);
        // As large as it was when the other collector had read it: what follows is what it grew by.
        return mark(next, next, evidence(Subject.CONTENT, growing, span, head, Fingerprint.of(stored.before(next))));
    }

    private Mark archive(Stored stored) throws IOException {
        int span = Fingerprint.span(file.size());
        String head = Fingerprint.of(stored.head(), 0, span);
        String tail = Fingerprint.of(stored.before(file.size()));
        return mark(file.size(), stored.contentLength(), evidence(Subject.STORED, false, span, head, tail));
    }

    private Evidence evidence(Subject subject, boolean growing, int span, String head, String tail) {
        return new Evidence(subject, growing, "", span, head, tail, file.location()).in(file, growing, settling);
    }

    private Mark mark(long size, long next, Evidence evidence) {
        return new Mark(Mark.of(artifact, next).time(), size, next, evidence.tag(artifact.id()));
    }

    private static String within(long offset, long next) {
        return next == offset ? "" : "byte " + offset + " is within a line, which is read from byte " + next + " on";
    }

    private Adopted truncated(long offset, long length) {
        return unmarked(Fate.TRUNCATED, "it had " + offset + " bytes, and has " + length);
    }

    private Adopted unread(String what) {
        return unmarked(Fate.UNREAD, what);
    }

    private Adopted marked(Fate fate, Mark mark, String what) {
        return new Adopted(position, fate, Optional.of(artifact), Optional.of(mark), what);
    }

    private Adopted unmarked(Fate fate, String what) {
        return new Adopted(position, fate, Optional.of(artifact), Optional.empty(), what);
    }
}

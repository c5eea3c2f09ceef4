package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/** A file that was listed, and what it is now. */
record Listed(Artifact artifact, Entry file) {
    /** By how much the clock of a collector may be behind that of its file system. */
    static final Duration TICK = Duration.ofSeconds(2);

    static Listed of(Artifact artifact) throws IOException {
        return new Listed(artifact, Entry.of(Path.of(artifact.location())));
    }

    /** Whether it is the file of a number, in whatever place. */
    boolean is(Position.Inode inode) {
        return isNumbered(file, inode)
                && (inode.devices().isEmpty()
                        || file.body() != null
                                && inode.devices().contains(file.body().device()));
    }

    /** Whether a file has a number, on whatever device: after a restart that may be called otherwise. */
    static boolean isNumbered(Entry file, Position.Inode inode) {
        return file.body() != null && file.body().inode() == inode.number();
    }

    /** Whether a file was there when a position was told. Some systems do not know when a file was made. */
    static boolean isOlder(Entry file, Position position) throws IOException {
        if (position.told().isEmpty()) {
            return true;
        }
        BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
        boolean known = !attributes.creationTime().equals(attributes.lastModifiedTime());
        Instant made = attributes.creationTime().toInstant();
        return !known || made.isBefore(position.told().get().plus(TICK));
    }
}

package dev.tidemark.engine.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder as it was when its attributes were read, once.
 *
 * @param size    in bytes
 * @param changed the change time of its inode, which nobody can set back; where there are none, its modification time
 * @param body    which file it is, by whatever path; null if that cannot be told
 */
record Entry(
        Path path,
        Kind kind,
        long size,
        Instant changed,
        @Nullable Body body) {
    /**
     * A file while it exists: its numbers are used again for another one.
     *
     * @param shared whether it has several paths
     */
    record Body(long device, long inode, boolean shared) {
        @Override
        public String toString() {
            return Long.toString(device, Character.MAX_RADIX) + "-" + Long.toString(inode, Character.MAX_RADIX);
        }
    }

    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    private static final String UNIX = "unix:size,ctime,dev,ino,nlink,isRegularFile,isDirectory,isSymbolicLink";

    /** Reads the attributes; of a link, those of the link itself. */
    static Entry of(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix") ? unix(path) : basic(path);
    }

    /** Whether another file lies at the path by now. */
    boolean replaced() throws IOException {
        return body != null && !body.equals(Entry.of(path).body());
    }

    /** Whether it is not there any more as it was. */
    boolean changedSince() {
        try {
            return !equals(Entry.of(path));
        } catch (IOException e) {
            // It is gone; whoever looks into it says so.
            return true;
        }
    }

    String location() {
        return path.toString();
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    private static Entry unix(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
        return new Entry(
                path,
                kind(
                        attribute(attributes, "isRegularFile", Boolean.class),
                        attribute(attributes, "isDirectory", Boolean.class),
                        attribute(attributes, "isSymbolicLink", Boolean.class)),
                attribute(attributes, "size", Long.class),
                attribute(attributes, "ctime", FileTime.class).toInstant(),
                body(attributes));
    }

    private static Body body(Map<String, Object> attributes) {
        return new Body(
                attribute(attributes, "dev", Long.class),
                attribute(attributes, "ino", Long.class),
                attribute(attributes, "nlink", Integer.class) > 1);
    }

    private static <T> T attribute(Map<String, Object> attributes, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(attributes.get(name), name));
    }

    private static Entry basic(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Entry(
                path,
                kind(attributes.isRegularFile(), attributes.isDirectory(), attributes.isSymbolicLink()),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                null);
    }

    private static Kind kind(boolean file, boolean folder, boolean link) {
        if (file) {
            return Kind.FILE;
        }
        if (folder) {
            return Kind.FOLDER;
        }
        return link ? Kind.LINK : Kind.OTHER;
    }
}

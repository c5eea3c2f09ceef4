package dev.tidemark.engine.store;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.formats.spi.Repair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Registers as files: the value of key {@code web/claims} is {@code web/claims.json} below the folder, and the value
 * before it {@code web/claims.json.previous}. The version of a value is made of checksums of its content.
 *
 * <p>Works on a file system whose renames are atomic and whose locks reach every process that uses the folder.
 */
public final class FileStateStore implements StateStore {
    private static final String SUFFIX = ".json";

    private final Path root;
    private final Disk disk;
    private final Writer writer;

    /** @param folder made when something is saved first */
    public FileStateStore(Path folder) {
        this(folder, new Disk());
    }

    FileStateStore(Path folder, Disk disk) {
        root = folder.toAbsolutePath().normalize();
        this.disk = disk;
        writer = new Writer(disk);
    }

    @Override
    public Optional<Entry> load(String key) throws IOException {
        Path file = file(key);
        byte[] value;
        try {
            value = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            refuseIfLost(key, file);
            return Optional.empty();
        }
        if (!Sealed.intact(value)) {
            throw new CorruptStateException(
                    file.toString(), "its checksum does not fit its " + value.length + " bytes", remedy(key, file));
        }
        // A process may have died between its rename and its sync; what is acted upon must be durable first.
        disk.sync(folder(file));
        return Optional.of(new Entry(version(value), value));
    }

    @Override
    public String save(String key, String expected, byte[] value) throws IOException {
        if (!Sealed.intact(value)) {
            throw new IllegalArgumentException("the value of " + key + " is not sealed");
        }
        Path file = file(key);
        Path folder = folder(file);
        writer.makeFolder(folder);
        return FolderLock.holding(folder, () -> {
            requireVersion(key, expected);
            writer.replace(file, value, temp(file), previous(file));
            return version(value);
        });
    }

    @Override
    public List<String> keys(String prefix) throws IOException {
        return Names.below(root, prefix).stream()
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .filter(key -> key.startsWith(prefix) && StateStore.isKey(key))
                .sorted()
                .toList();
    }

    @Override
    public void delete(String key, String expected) throws IOException {
        Path file = file(key);
        if (!Files.exists(file)) {
            return;
        }
        FolderLock.holding(folder(file), () -> {
            if (Files.exists(file)) {
                requireDeletable(key, expected);
                writer.delete(temp(file), previous(file), file);
            }
            return file;
        });
    }

    @Override
    public void close() {}

    private void requireDeletable(String key, String expected) throws IOException {
        try {
            requireVersion(key, expected);
        } catch (CorruptStateException e) {
            if (!expected.equals(ABSENT)) {
                throw e;
            }
        }
    }

    private void requireVersion(String key, String expected) throws IOException {
        if (!load(key).map(Entry::version).orElse(ABSENT).equals(expected)) {
            throw new StaleStateException(key);
        }
    }

    /** A delete removes the previous generation first: where only that is left, something else removed the file. */
    private static void refuseIfLost(String key, Path file) throws IOException {
        if (Files.exists(previous(file)) && !Files.exists(file)) {
            throw new CorruptStateException(
                    file.toString(), "it is gone, but its previous generation is there", remedy(key, file));
        }
    }

    private static String remedy(String key, Path file) throws IOException {
        Path previous = previous(file);
        boolean whole = Files.exists(previous) && Sealed.intact(Files.readAllBytes(previous));
        return Repair.of(
                key,
                whole
                        ? "take the generation before it, which is whole, with \"cp '" + previous + "' '" + file + "'\""
                        : "put a copy of it back (there is no whole previous generation, " + previous + ")");
    }

    private Path file(String key) {
        return root.resolve(StateStore.key(key) + SUFFIX);
    }

    /** No key's file ends like this one or the next. */
    private static Path previous(Path file) {
        return file.resolveSibling(file.getFileName() + ".previous");
    }

    private static Path temp(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /** Two checksums that share no pattern, and the length: a document of many megabytes is not worth a digest. */
    private static String version(byte[] value) {
        CRC32 one = new CRC32();
        one.update(value);
        CRC32C other = new CRC32C();
        other.update(value);
        return String.format("%08x%08x-%x", one.getValue(), other.getValue(), value.length);
    }
}

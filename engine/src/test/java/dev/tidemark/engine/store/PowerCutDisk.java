package dev.tidemark.engine.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A disk whose power fails at a step. After that the folder holds what was synced, and of the rest what chance decides:
 * of the names of a folder the first few changes, of a file's content the first few bytes.
 */
class PowerCutDisk extends Disk {
    /** The power is gone; nothing may catch this. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final class Inode {
        private final byte[] content;
        private boolean synced;

        private Inode(byte[] content) {
            this.content = content;
        }
    }

    /** Names that a step gave to files, empty for one that it took away. */
    private record Change(Map<Path, Optional<Inode>> names) {}

    private final Path root;
    private final int last;
    private final Map<Path, Inode> now = new HashMap<>();
    private final Map<Path, Inode> durable = new TreeMap<>();
    private final Map<Path, List<Change>> unsynced = new LinkedHashMap<>();
    private int steps;

    /** @param last number of the step before which the power fails */
    PowerCutDisk(Path root, int last) {
        this.root = root;
        this.last = last;
    }

    @Override
    void makeFolder(Path folder) throws IOException {
        step();
        super.makeFolder(folder);
    }

    @Override
    void write(Path file, byte[] content) throws IOException {
        step();
        super.write(file, content);
        change(file, Map.of(file, Optional.of(new Inode(content.clone()))));
    }

    @Override
    void sync(Path fileOrFolder) throws IOException {
        step();
        Inode file = now.get(fileOrFolder);
        if (file != null) {
            file.synced = true;
        }
        apply(unsynced.getOrDefault(fileOrFolder, List.of()));
        unsynced.remove(fileOrFolder);
    }

    @Override
    void rename(Path from, Path to) throws IOException {
        step();
        super.rename(from, to);
        change(to, Map.of(from, Optional.empty(), to, Optional.of(inode(from))));
    }

    @Override
    void link(Path file, Path name) throws IOException {
        step();
        super.link(file, name);
        change(name, Map.of(name, Optional.of(inode(file))));
    }

    @Override
    void delete(Path file) throws IOException {
        step();
        super.delete(file);
        change(file, Map.of(file, Optional.empty()));
    }

    /** Makes the folder what it is when the power is back. */
    void restart(Random random) throws IOException {
        Files.createDirectories(root);
        unsynced.values().forEach(changes -> apply(changes.subList(0, random.nextInt(changes.size() + 1))));
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(PowerCutDisk::remove);
        }
        for (Map.Entry<Path, Inode> name : durable.entrySet()) {
            Inode file = name.getValue();
            int kept = file.synced ? file.content.length : random.nextInt(file.content.length + 1);
            Files.createDirectories(name.getKey().getParent());
            Files.write(name.getKey(), Arrays.copyOf(file.content, kept));
        }
    }

    /** Whether the power failed. */
    boolean failed() {
        return steps >= last;
    }

    private void step() {
        if (++steps >= last) {
            throw new PowerCut();
        }
    }

    private Inode inode(Path file) {
        Inode inode = now.get(file);
        if (inode == null) {
            throw new AssertionError(file + " was not written by this disk");
        }
        return inode;
    }

    private void change(Path in, Map<Path, Optional<Inode>> names) {
        put(now, names);
        unsynced.computeIfAbsent(in.getParent(), folder -> new ArrayList<>()).add(new Change(names));
    }

    private void apply(Collection<Change> changes) {
        changes.forEach(change -> put(durable, change.names()));
    }

    private static void put(Map<Path, Inode> files, Map<Path, Optional<Inode>> names) {
        names.forEach((name, inode) -> inode.ifPresentOrElse(file -> files.put(name, file), () -> files.remove(name)));
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.tidemark.cli.powercut;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a folder what a disk may hold of it when the power goes.
 *
 * <p>Of what is not synced each name and each content is kept or lost by itself, as a coin says; a content that is lost
 * ends where it was last synced.
 */
final class PowerCut {
    /** A file, by whatever names. */
    private static final class Content {
        @Nullable
        Path kept;

        long durable;
        boolean dirty;
    }

    private final Path root;
    private final Random coin;
    private final Map<Path, Content> now = new TreeMap<>();
    private final Map<Path, Content> onDisk = new TreeMap<>();
    private final Set<Path> folders = new HashSet<>();
    private final Set<Path> foldersOnDisk = new HashSet<>();

    /** @param root as it is before the process starts, all of it durable */
    PowerCut(Path root, Random coin) throws IOException {
        this.root = root;
        this.coin = coin;
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (Files.isDirectory(path)) {
                    folders.add(path);
                } else {
                    Content content = new Content();
                    content.durable = Files.size(path);
                    now.put(path, content);
                }
            }
        }
        onDisk.putAll(now);
        foldersOnDisk.addAll(folders);
    }

    /** Makes the root what is left, once the process that wrote the journal is dead. */
    void strike(Path journal) throws IOException {
        for (String line : Files.readAllLines(journal)) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 3) {
                follow(Step.valueOf(parts[0]), Path.of(parts[1]), parts[2]);
            }
        }
        rebuild();
    }

    private void follow(Step step, Path path, String more) {
        switch (step) {
            case FOLDER -> folders.add(path);
            case CREATE -> now.put(path, new Content());
            case WRITE -> content(path).dirty = true;
            case SYNC -> {
                content(path).dirty = false;
                content(path).durable = Long.parseLong(more);
            }
            case SYNC_FOLDER -> syncFolder(path);
            case RENAME -> {
                Content moved = now.remove(path);
                if (moved != null) {
                    now.put(Path.of(more), moved);
                }
            }
            case LINK -> now.put(Path.of(more), content(path));
            case DELETE -> now.remove(path);
            case SHELVE -> content(path).kept = Path.of(more);
        }
    }

    private Content content(Path path) {
        return now.computeIfAbsent(path, unknown -> new Content());
    }

    private void syncFolder(Path folder) {
        onDisk.keySet().removeIf(name -> folder.equals(name.getParent()) && !now.containsKey(name));
        now.forEach((name, content) -> {
            if (folder.equals(name.getParent())) {
                onDisk.put(name, content);
            }
        });
        folders.stream().filter(name -> folder.equals(name.getParent())).forEach(foldersOnDisk::add);
    }

    private void rebuild() throws IOException {
        Path before = root.resolveSibling(root.getFileName() + "-before");
        Files.move(root, before);
        Files.createDirectories(root);
        Map<Content, Path> lying = new HashMap<>();
        now.forEach((name, content) -> lying.put(content, before.resolve(root.relativize(name))));
        Set<Path> names = new HashSet<>(now.keySet());
        names.addAll(onDisk.keySet());
        for (Path name : names) {
            Content content = survivor(name);
            boolean folderLost = !foldersOnDisk.contains(name.getParent()) && coin.nextBoolean();
            if (content != null && !folderLost) {
                restore(content, lying.get(content), name);
            }
        }
        leaveDatabases(before);
        delete(before);
    }

    private @Nullable Content survivor(Path name) {
        Content synced = onDisk.get(name);
        Content current = now.get(name);
        return synced == current || coin.nextBoolean() ? current : synced;
    }

    private void restore(Content content, @Nullable Path lying, Path name) throws IOException {
        Path from = lying != null && Files.exists(lying) ? lying : content.kept;
        if (from == null) {
            return;
        }
        Files.createDirectories(name.getParent());
        Files.copy(from, name, StandardCopyOption.REPLACE_EXISTING);
        if (content.dirty && coin.nextBoolean()) {
            try (FileChannel file = FileChannel.open(name, StandardOpenOption.WRITE)) {
                file.truncate(content.durable);
            }
        }
    }

    /** SQLite's files are not journaled: it syncs them itself. */
    private void leaveDatabases(Path before) throws IOException {
        try (Stream<Path> all = Files.walk(before)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = path.getFileName().toString();
                if (name.contains(".db")) {
                    Path back = root.resolve(before.relativize(path));
                    Files.createDirectories(back.getParent());
                    Files.copy(path, back, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> options(Path root, Path journal, Path shelf) {
        return List.of(
                "-Djava.nio.file.spi.DefaultFileSystemProvider=" + JournalingProvider.class.getName(),
                "-Dpowercut.root=" + root,
                "-Dpowercut.journal=" + journal,
                "-Dpowercut.shelf=" + shelf);
    }
}

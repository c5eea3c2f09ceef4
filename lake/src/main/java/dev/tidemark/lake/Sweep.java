package dev.tidemark.lake;

import dev.tidemark.api.Staged;
import dev.tidemark.lake.io.LocalFileIO;
import dev.tidemark.lake.stage.StagedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/**
 * Removes files that nobody will ever refer to: those of collectors and compactions that died, or lost a race, before
 * their commit.
 */
public final class Sweep {
    /** Files removed, and their size. */
    public record Outcome(long files, long bytes) {}

    private final Lake lake;

    public Sweep(Lake lake) {
        this.lake = lake;
    }

    /**
     * Removes old files that no kept snapshot of a table has and no claim counts.
     *
     * @param claimed chunks of all manifests that are kept, of pending claims above all; their files stay
     * @param grace   files younger than this stay: their claim may still come
     */
    public Outcome sweep(Collection<Staged> claimed, Duration grace) throws IOException {
        Set<Path> kept = new HashSet<>();
        for (Staged chunk : claimed) {
            for (StagedFile file : Staging.parse(chunk).files()) {
                kept.add(lake.folder().resolve(file.path()).normalize());
            }
        }
        Instant before = lake.clock().instant().minus(grace);
        Outcome all = new Outcome(0, 0);
        for (String name : lake.tables()) {
            LakeTable table = lake.find(name).orElse(null);
            if (table != null) {
                Outcome one = sweep(table, kept, before);
                all = new Outcome(all.files() + one.files(), all.bytes() + one.bytes());
            }
        }
        return all;
    }

    /** Old files are listed before the table is read: what is committed meanwhile is then found referred to. */
    private static Outcome sweep(LakeTable table, Set<Path> claimed, Instant before) throws IOException {
        List<Path> old = old(LocalFileIO.path(table.table().location()), before);
        if (old.isEmpty()) {
            return new Outcome(0, 0);
        }
        table.table().refresh();
        Set<Path> kept = Failures.checked("listing the files of table " + table.name(), () -> referred(table));
        kept.addAll(claimed);
        long files = 0;
        long bytes = 0;
        for (Path file : old) {
            if (!kept.contains(file)) {
                long size = size(file);
                if (Files.deleteIfExists(file)) {
                    bytes += size;
                    files++;
                }
            }
        }
        return new Outcome(files, bytes);
    }

    private static List<Path> old(Path folder, Instant before) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> changed(file).isBefore(before))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MAX; // gone, by another sweep or an expiry
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static Set<Path> referred(LakeTable table) throws IOException {
        TableMetadata metadata = ((BaseTable) table.table()).operations().current();
        Set<String> locations = new HashSet<>();
        locations.add(metadata.metadataFileLocation());
        metadata.previousFiles().forEach(entry -> locations.add(entry.file()));
        FileIO io = table.table().io();
        for (Snapshot snapshot : metadata.snapshots()) {
            locations.add(snapshot.manifestListLocation());
            for (ManifestFile manifest : snapshot.allManifests(io)) {
                if (locations.add(manifest.path())) {
                    try (CloseableIterable<String> paths =
                            ManifestFiles.readPaths(manifest, io, metadata.specsById())) {
                        paths.forEach(locations::add);
                    }
                }
            }
        }
        Set<Path> paths = new HashSet<>();
        locations.forEach(location -> paths.add(LocalFileIO.path(location).normalize()));
        return paths;
    }
}

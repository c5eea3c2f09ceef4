package dev.tidemark.engine.file;

import dev.tidemark.api.Listing;
import dev.tidemark.api.Problem;
import dev.tidemark.formats.toml.Nearest;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Where walking begins: the entries of {@code paths}, with their globs written out and their links followed. */
final class Bases {
    private final FileSystem files;
    private final Listing listing;
    private final Folders folders;

    Bases(FileSystem files, Listing listing, Folders folders) {
        this.files = files;
        this.listing = listing;
        this.folders = folders;
    }

    /** The files and folders that an entry means, those of one layout base together. */
    List<Walk.Step> of(String entry) {
        try {
            Path path = files.getPath(entry).toAbsolutePath().normalize();
            if (Files.exists(path)) {
                return step(path, parent(path)).map(List::of).orElse(List.of());
            }
            return Glob.is(entry) ? glob(new Glob(path)) : missing(path);
        } catch (InvalidPathException e) {
            listing.problem(new Problem(entry, "this is not a path (" + e.getReason() + "): correct it in paths"));
            return List.of();
        }
    }

    private List<Walk.Step> glob(Glob glob) {
        if (!Files.isDirectory(glob.base())) {
            return missing(glob.base());
        }
        List<Walk.Step> steps = new ArrayList<>();
        for (Path path : glob.matches(folders)) {
            step(path, glob.base()).ifPresent(steps::add);
        }
        return steps;
    }

    /** A folder is a base itself; the base of a file is the folder above, or the one in which its glob begins. */
    private Optional<Walk.Step> step(Path path, Path base) {
        try {
            Entry entry = Entry.of(path.toRealPath());
            return switch (entry.kind()) {
                case FOLDER -> Optional.of(new Walk.Step(entry.path(), entry));
                case FILE ->
                    Optional.of(new Walk.Step(
                            base.toRealPath(), base.relativize(path).toString(), entry, null));
                case LINK, OTHER -> {
                    listing.problem(new Problem(path.toString(), "it is neither a file nor a folder"));
                    yield Optional.empty();
                }
            };
        } catch (IOException e) {
            listing.problem(Trouble.with(path, e));
            return Optional.empty();
        }
    }

    private List<Walk.Step> missing(Path path) {
        TreeSet<String> siblings = new TreeSet<>();
        Path parent = parent(path);
        if (Files.isDirectory(parent) && Files.isReadable(parent)) {
            folders.paths(parent).forEach(sibling -> siblings.add(String.valueOf(sibling.getFileName())));
        }
        listing.problem(new Problem(
                path.toString(),
                "there is no such file or folder" + Nearest.hint(String.valueOf(path.getFileName()), siblings)
                        + "; correct it in paths"));
        return List.of();
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}

package dev.tidemark.engine.file;

import dev.tidemark.api.Listing;
import dev.tidemark.engine.file.FileSourceConfig.Links;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Lists folders, sorted by name; what cannot be listed is told, and the rest is returned. */
final class Folders {
    /** What a character becomes that the system's encoding does not have. */
    private static final char UNREADABLE = '\uFFFD';

    private final Links links;
    private final Listing listing;

    Folders(Links links, Listing listing) {
        this.links = links;
        this.listing = listing;
    }

    List<Walk.Step> list(Walk.Step folder) {
        List<Walk.Step> steps = new ArrayList<>();
        for (Path path : paths(folder.entry().path())) {
            String name = String.valueOf(path.getFileName());
            if (name.indexOf(UNREADABLE) >= 0) {
                listing.problem(Trouble.name(path));
            } else {
                entry(folder, path).ifPresent(entry -> steps.add(folder.below(name, entry)));
            }
        }
        return steps;
    }

    /** The paths in a folder, sorted. */
    List<Path> paths(Path folder) {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(paths::add);
        } catch (DirectoryIteratorException e) {
            listing.problem(Trouble.with(folder, Objects.requireNonNull(e.getCause())));
        } catch (IOException e) {
            listing.problem(Trouble.with(folder, e));
        }
        paths.sort(Comparator.naturalOrder());
        return paths;
    }

    private Optional<Entry> entry(Walk.Step folder, Path path) {
        try {
            Entry entry = Entry.of(path);
            return switch (entry.kind()) {
                case FILE, FOLDER -> Optional.of(entry);
                case LINK -> linked(folder, path);
                case OTHER -> Optional.empty();
            };
        } catch (IOException e) {
            listing.problem(Trouble.with(path, e));
            return Optional.empty();
        }
    }

    private Optional<Entry> linked(Walk.Step folder, Path link) {
        try {
            Path target = link.toRealPath();
            if (folder.within(target)) {
                listing.problem(Trouble.loop(link));
                return Optional.empty();
            }
            // The entry is that of the target, so a file has one path however many links lead to it.
            return links == Links.ALL ? Optional.of(Entry.of(target)) : Optional.empty();
        } catch (NoSuchFileException e) {
            if (links == Links.ALL) {
                listing.problem(Trouble.with(link, e));
            }
        } catch (IOException e) {
            listing.problem(Trouble.with(link, e));
        }
        return Optional.empty();
    }
}

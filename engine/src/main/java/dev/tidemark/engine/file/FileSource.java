package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Beside;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.layout.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Collects from local files.
 *
 * <p>Files whose path names their time progress by it, one stream for each folder above the time, named by its path.
 * All others are one stream named {@value Walk#TIMELESS}, in the order in which they changed; they are recognised by
 * what was read of them when they are renamed, compressed or emptied, so that each line is read once.
 */
public final class FileSource implements Source, Beside {
    private final FileSourceConfig config;
    private final Layout layout;
    private final Clock clock;
    private final FileSystem files;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    public FileSource(FileSourceConfig config) {
        this(config, Clock.systemUTC());
    }

    /** @param clock tells how long a file has been left alone; the same as that of the file system */
    public FileSource(FileSourceConfig config, Clock clock) {
        this(config, clock, FileSystems.getDefault());
    }

    FileSource(FileSourceConfig config, Clock clock, FileSystem files) {
        this.config = config;
        this.clock = clock;
        this.files = files;
        layout = config.layout();
    }

    @Override
    public void discover(Range range, Listing listing) {
        Settling settling = new Settling(clock.instant(), config.settle());
        Folders folders = new Folders(config.links(), listing);
        TimedFiles timed = new TimedFiles(settling, listing::problem);
        Set<String> seen = new HashSet<>();
        List<Found> timeless = new ArrayList<>();
        Walk walk = new Walk(layout, config.fileNames(), folders, range, listing, found -> {
            if (seen.add(found.file().location())) {
                timeless.add(found);
            }
        });
        Bases bases = new Bases(files, listing, folders);
        // Entries that begin in one folder share its streams, each of which is to be told in the order of time.
        Map<Path, List<Walk.Step>> together = new LinkedHashMap<>();
        for (String path : config.paths()) {
            for (Walk.Step step : bases.of(path)) {
                together.computeIfAbsent(step.base(), base -> new ArrayList<>()).add(step);
            }
        }
        for (List<Walk.Step> steps : together.values()) {
            walk.begin(steps, found -> {
                if (seen.add(found.file().location())) {
                    timed.artifact(found, listing.state(found.stream())).ifPresent(listing::offer);
                }
            });
        }
        if (!timeless.isEmpty()) {
            new Generations(listing.state(Walk.TIMELESS).ids(), settling, listing::problem)
                    .artifacts(timeless)
                    .forEach(listing::offer);
        }
    }

    /** {@inheritDoc} What was appended since the artifact was listed is not among them. */
    @Override
    public InputStream open(Artifact artifact) throws IOException {
        Reading reading = Reading.open(artifact, files.getPath(artifact.location()));
        readings.put(artifact.id(), reading);
        return reading;
    }

    @Override
    public Mark mark(Artifact artifact, long next) throws IOException {
        Mark mark = Mark.of(artifact, next);
        if (artifact.content() == Artifact.Content.KNOWN) {
            return mark;
        }
        Reading reading = readings.remove(artifact.id());
        if (reading == null) {
            throw new IOException(artifact.location() + " was not read; it is collected by a later run");
        }
        return new Mark(mark.time(), mark.size(), next, reading.evidence(next).tag(artifact.id()));
    }

    /**
     * What positions of another collector in files of this source come to: marks as if this source had read the files
     * so far.
     *
     * @param artifacts what was listed just now
     * @throws IOException if a file cannot be read, or changes meanwhile
     */
    public List<Adopted> adopt(List<Position> positions, List<Artifact> artifacts, Recognition recognition)
            throws IOException {
        Settling settling = new Settling(clock.instant(), config.settle());
        return new Adoption(positions, artifacts, recognition, settling).adopted();
    }

    @Override
    public List<String> below(String folder) throws IOException {
        try (Stream<Path> walk = Files.walk(Path.of(folder))) {
            return walk.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public InputStream read(String location) throws IOException {
        return Files.newInputStream(Path.of(location));
    }

    @Override
    public void close() {
        readings.clear();
    }
}

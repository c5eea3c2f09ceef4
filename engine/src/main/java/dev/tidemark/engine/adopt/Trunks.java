package dev.tidemark.engine.adopt;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.commit.ArtifactRows;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.file.Adopted;
import dev.tidemark.engine.file.FileSource;
import dev.tidemark.engine.file.Position;
import dev.tidemark.engine.file.Recognition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Times that another collector has collected below folders, as regions of the streams that lie there. One use. */
final class Trunks {
    private static final String ROOT = "/";

    private final FileSource source;
    private final Offered offered;
    private final Ledger ledger;
    private final ForeignState.Trunks foreign;
    private final List<Adopted> files = new ArrayList<>();
    private final List<Reach> reaches = new ArrayList<>();
    private final List<Map<String, Increment>> increments = new ArrayList<>();
    private final List<ArtifactRows> accounts = new ArrayList<>();

    Trunks(FileSource source, Offered offered, Ledger ledger, ForeignState.Trunks foreign) {
        this.source = source;
        this.offered = offered;
        this.ledger = ledger;
        this.foreign = foreign;
    }

    List<Adopted> files() {
        return files;
    }

    List<Reach> reaches() {
        return reaches;
    }

    List<Map<String, Increment>> increments() {
        return increments;
    }

    List<ArtifactRows> accounts() {
        return accounts;
    }

    void run() throws IOException {
        Map<String, List<Artifact>> streams = new TreeMap<>();
        for (Artifact artifact : offered.artifacts()) {
            streams.computeIfAbsent(artifact.stream(), name -> new ArrayList<>())
                    .add(artifact);
        }
        Set<String> taken = new HashSet<>();
        for (Map.Entry<String, List<Artifact>> stream : streams.entrySet()) {
            Optional<String> trunk = trunk(stream.getKey(), stream.getValue());
            if (trunk.isPresent()) {
                taken.add(trunk.get());
                stream(stream.getKey(), trunk.get(), stream.getValue());
            }
        }
        for (String trunk : new TreeMap<>(foreign.trunks()).keySet()) {
            if (!taken.contains(trunk)) {
                for (Stretch stretch : stretches(trunk)) {
                    reaches.add(new Reach(trunk, Optional.empty(), stretch.range(), 0));
                }
            }
        }
    }

    private List<Stretch> stretches(String trunk) {
        return foreign.trunks().getOrDefault(trunk, List.of());
    }

    /** The trunk that all files of a stream are below; empty if it is none. */
    private Optional<String> trunk(String stream, List<Artifact> artifacts) throws IOException {
        String first = trunk(artifacts.getFirst().location());
        for (Artifact artifact : artifacts) {
            String other = trunk(artifact.location());
            if (!other.equals(first)) {
                throw new IOException("the stream " + stream + " has files of " + name(first) + " and of "
                        + name(other) + ", which " + foreign.collector()
                        + " has collected up to different times. Nothing was changed. Give them paths, or a file_layout,"
                        + " by which they are streams of their own");
            }
        }
        return first.isEmpty() ? Optional.empty() : Optional.of(first);
    }

    private static String name(String trunk) {
        return trunk.isEmpty() ? "no trunk" : trunk;
    }

    /** The longest one that a path begins with; else the root if there is one; else empty. */
    private String trunk(String location) {
        String longest = "";
        for (String trunk : foreign.trunks().keySet()) {
            boolean below = trunk.equals(ROOT)
                    || location.equals(trunk)
                    || location.startsWith(trunk.endsWith(ROOT) ? trunk : trunk + ROOT);
            if (below && trunk.length() > longest.length()) {
                longest = trunk;
            }
        }
        return longest;
    }

    private void stream(String stream, String trunk, List<Artifact> artifacts) throws IOException {
        if (!ledger.state(stream).equals(CollectionState.EMPTY)) {
            throw new IOException("the state already knows the stream " + stream + ". Nothing was changed, as two"
                    + " histories of a stream cannot be made one. If it is to be collected as " + foreign.collector()
                    + " says, forget what is counted of it first with 'tidemark state reset'; see its --dry-run");
        }
        Granularity granularity = artifacts.getFirst().period().granularity();
        int at = 0;
        for (Stretch stretch : stretches(trunk)) {
            if (stretch.times() == Stretch.Times.UNKNOWN) {
                Map<String, Mark> marks = marks(named(artifacts, stretch));
                if (!marks.isEmpty()) {
                    add(at++, stream, Edges.at(earliest(marks), granularity, marks));
                }
            } else if (granularity == Granularity.UNKNOWN) {
                throw new IOException("the files of " + stream + " have no times, and " + foreign.collector()
                        + " remembers times of them. Nothing was changed. Give the source the file_layout that it has"
                        + " there");
            } else {
                at = timed(at, stream, trunk, stretch, artifacts);
            }
        }
    }

    private int timed(int at, String stream, String trunk, Stretch stretch, List<Artifact> artifacts)
            throws IOException {
        Granularity granularity = artifacts.getFirst().period().granularity();
        Range whole = stretch.whole(granularity);
        List<Artifact> inside = artifacts.stream()
                .filter(each -> whole.contains(each.period().start()))
                .toList();
        // Those inside are accounted for, so that they are known to have been read; the region remembers none of them.
        marks(inside);
        Map<String, Mark> edge = marks(named(artifacts, stretch).stream()
                .filter(each -> !whole.contains(each.period().start()))
                .toList());
        int next = at;
        Map<String, Mark> after = new HashMap<>(edge);
        after.values().removeIf(mark -> mark.time().isBefore(whole.to()));
        Map<String, Mark> before = new HashMap<>(edge);
        before.keySet().removeAll(after.keySet());
        if (!before.isEmpty()) {
            add(next++, stream, Edges.at(earliest(before), granularity, before));
        }
        if (!whole.isEmpty() || !after.isEmpty()) {
            add(
                    next++,
                    stream,
                    new Increment(Increment.Order.OLDEST_FIRST, granularity, whole.from(), whole.to(), after));
        }
        reaches.add(new Reach(trunk, Optional.of(stream), whole, inside.size()));
        return next;
    }

    private static List<Artifact> named(List<Artifact> artifacts, Stretch stretch) {
        return artifacts.stream()
                .filter(each -> stretch.edge().contains(each.location()))
                .toList();
    }

    /** The marks of files that were read as a whole; of what changed since there is none. */
    private Map<String, Mark> marks(List<Artifact> artifacts) throws IOException {
        List<Position> positions = artifacts.stream()
                .map(each -> new Position(
                        each.location(),
                        Optional.empty(),
                        Optional.empty(),
                        new Position.Everything(foreign.at()),
                        Optional.empty()))
                .toList();
        Map<String, Mark> marks = new HashMap<>();
        for (Adopted each : source.adopt(positions, artifacts, Recognition.CERTAIN)) {
            files.add(each);
            if (each.mark().isPresent()) {
                accounts.add(Takeover.account(each));
                marks.put(each.artifact().orElseThrow().id(), each.mark().get());
            }
        }
        return marks;
    }

    private static Instant earliest(Map<String, Mark> marks) {
        return marks.values().stream().map(Mark::time).min(Instant::compareTo).orElseThrow();
    }

    private void add(int at, String stream, Increment increment) {
        while (increments.size() <= at) {
            increments.add(new HashMap<>());
        }
        increments.get(at).put(stream, increment);
    }
}

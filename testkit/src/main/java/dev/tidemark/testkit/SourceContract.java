package dev.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Source} of artifacts does; a test of a source extends it. */
public abstract class SourceContract {
    /** A new source over everything that was put and not removed, which are files without a time in their names. */
    protected abstract Source source() throws IOException;

    /** Makes an artifact whose location ends with the name, or replaces it; nobody is writing to it any more. */
    protected abstract void put(String name, byte[] content) throws IOException;

    protected abstract void remove(String name) throws IOException;

    @Test
    void eachArtifactIsOfferedOnceWithWhatItIs() throws IOException {
        put("b", "two".getBytes(UTF_8));
        put("a", "one".getBytes(UTF_8));
        List<Artifact> artifacts = discover(Map.of());
        assertThat(artifacts).hasSize(2);
        assertThat(artifacts).extracting(Artifact::id).doesNotHaveDuplicates();
        assertThat(artifacts).extracting(Artifact::size).containsOnly(3L);
        assertThat(artifacts).extracting(Artifact::next).containsOnly(0L);
        assertThat(discover(Map.of())).isEqualTo(artifacts);
    }

    @Test
    void withinAStreamArtifactsAreOfferedInOrder() throws IOException {
        for (int i = 0; i < 20; i++) {
            put("file" + i * 7 % 20, "content".getBytes(UTF_8));
        }
        Map<String, List<Artifact>> streams = new HashMap<>();
        discover(Map.of())
                .forEach(artifact -> streams.computeIfAbsent(artifact.stream(), stream -> new ArrayList<>())
                        .add(artifact));
        streams.values()
                .forEach(artifacts -> assertThat(artifacts)
                        .extracting(artifact -> artifact.period().start())
                        .isSorted());
    }

    @Test
    void openGivesAllBytesAsOftenAsAskedAndToSeveralAtOnce() throws Exception {
        put("a", "content".getBytes(UTF_8));
        try (Source source = source();
                ExecutorService readers = Executors.newFixedThreadPool(4)) {
            Artifact artifact = discover(source, Map.of()).getFirst();
            List<Future<byte[]>> read = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                read.add(readers.submit(() -> bytes(source, artifact)));
            }
            for (Future<byte[]> bytes : read) {
                assertThat(bytes.get()).asString(UTF_8).isEqualTo("content");
            }
        }
    }

    @Test
    void whatIsGoneCannotBeOpened() throws IOException {
        put("a", "content".getBytes(UTF_8));
        try (Source source = source()) {
            Artifact artifact = discover(source, Map.of()).getFirst();
            remove("a");
            assertThatThrownBy(() -> source.open(artifact))
                    .isInstanceOfAny(NoSuchFileException.class, FileNotFoundException.class);
            assertThat(discover(source, Map.of())).isEmpty();
        }
    }

    @Test
    void whatIsMarkedIsWantedAgainOnlyIfItIsReplaced() throws IOException {
        put("a", "one\n".getBytes(UTF_8));
        put("b", "two\n".getBytes(UTF_8));
        Map<String, CollectionState> states = collected();
        assertThat(wanted(states)).isEmpty();
        put("b", "another\n".getBytes(UTF_8));
        assertThat(wanted(states)).singleElement().satisfies(artifact -> {
            assertThat(artifact.location()).endsWith("b");
            assertThat(artifact.next()).isZero();
        });
    }

    private Map<String, CollectionState> collected() throws IOException {
        Map<String, CollectionState> states = new HashMap<>();
        try (Source source = source()) {
            for (Artifact artifact : discover(source, Map.of())) {
                Mark mark = source.mark(artifact, bytes(source, artifact).length);
                states.merge(
                        artifact.stream(), state(artifact, mark), (one, other) -> one.apply(increment(artifact, mark)));
            }
        }
        return states;
    }

    private static CollectionState state(Artifact artifact, Mark mark) {
        return CollectionState.EMPTY.apply(increment(artifact, mark));
    }

    private static Increment increment(Artifact artifact, Mark mark) {
        return new Increment(
                Increment.Order.OLDEST_FIRST,
                Granularity.UNKNOWN,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(artifact.id(), mark));
    }

    private List<Artifact> wanted(Map<String, CollectionState> states) throws IOException {
        return discover(states).stream()
                .filter(artifact -> states.getOrDefault(artifact.stream(), CollectionState.EMPTY)
                        .wants(artifact))
                .toList();
    }

    private static byte[] bytes(Source source, Artifact artifact) throws IOException {
        try (InputStream bytes = source.open(artifact)) {
            return bytes.readAllBytes();
        }
    }

    private List<Artifact> discover(Map<String, CollectionState> states) throws IOException {
        try (Source source = source()) {
            return discover(source, states);
        }
    }

    private static List<Artifact> discover(Source source, Map<String, CollectionState> states) throws IOException {
        List<Artifact> artifacts = new ArrayList<>();
        source.discover(Range.ALL, new Listing() {
            @Override
            public CollectionState state(String stream) {
                return states.getOrDefault(stream, CollectionState.EMPTY);
            }

            @Override
            public void offer(Artifact artifact) {
                artifacts.add(artifact);
            }

            @Override
            public void ignored(String location) {
                throw new AssertionError(location);
            }

            @Override
            public void problem(Problem problem) {
                throw new AssertionError(problem.toString());
            }
        });
        return artifacts;
    }
}

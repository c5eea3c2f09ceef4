package dev.tidemark.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import dev.tidemark.api.state.Granularity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    private Instant now = Instant.EPOCH;
    private final Chunker chunker = new Chunker(100, Duration.ofSeconds(5), new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @Test
    void aChunkIsFullByItsBytes() {
        assertThat(chunker.add(file(60))).isEmpty();
        assertThat(chunker.add(file(60))).map(Chunk::bytes).contains(120L);
        assertThat(chunker.rest()).isEmpty();
    }

    @Test
    void pagesOfASlowSourceDoNotWaitForAFullChunk() {
        assertThat(chunker.add(page("a"))).isEmpty();
        now = now.plusSeconds(4);
        assertThat(chunker.add(page("b"))).isEmpty();
        now = now.plusSeconds(1);
        assertThat(chunker.add(page("c")))
                .map(chunk -> chunk.artifacts().size())
                .contains(3);
        assertThat(chunker.add(page("d"))).isEmpty();
    }

    @Test
    void filesOfASlowListingDo() {
        assertThat(chunker.add(file(1))).isEmpty();
        now = now.plusSeconds(60);
        assertThat(chunker.add(file(1))).isEmpty();
    }

    private static Artifact file(long size) {
        return artifact("file", size, Optional.empty());
    }

    private static Artifact page(String id) {
        return artifact(id, 1, Optional.of("1"));
    }

    private static Artifact artifact(String id, long size, Optional<String> cursor) {
        return new Artifact(
                id,
                "stream",
                id,
                new Period(Instant.EPOCH, Granularity.UNKNOWN),
                Instant.EPOCH,
                size,
                "",
                0,
                Artifact.Content.WHOLE,
                Map.of(),
                cursor,
                Optional.empty());
    }
}

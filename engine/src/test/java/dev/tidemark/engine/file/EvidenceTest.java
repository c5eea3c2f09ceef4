package dev.tidemark.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.file.Evidence.Subject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
    private static final Instant TIME = Instant.parse("2025-03-01T00:00:00.5Z");

    @Test
    void comesBackFromItsTag() {
        for (String location : new String[] {"/logs/a", "/logs/a b.1 (2)", "/logs/new\nline", "/x.y.z"}) {
            Evidence evidence = new Evidence(Subject.STORED, true, "2v-1z", 1024, "h_-9", "t", location);
            assertThat(read(evidence.tag("/logs/a"))).isEqualTo(evidence);
        }
        Evidence bare = new Evidence(Subject.CONTENT, false, "", 0, "", "", "/logs/a");
        assertThat(read(bare.tag("/logs/a"))).isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "etag", "1", "1cg", "1cg.a.b", "1xg.a.1.h.t", "1cx.a.1.h.t", "2cg.a.1.h.t", "1cg.a.1 .h.t"})
    void ofAnyOtherTagOnlyThePathAndTheTimeAreKnown(String tag) {
        Evidence evidence = read(tag);

        assertThat(evidence.headLength()).isZero();
        assertThat(evidence.location()).isEqualTo("/logs/a");
        assertThat(evidence.version()).isEqualTo(Long.toString(1740787200_500_000_000L, 36));
    }

    private static Evidence read(String tag) {
        return Evidence.of("/logs/a", new Mark(TIME, 1, 1, tag));
    }
}

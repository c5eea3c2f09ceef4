package dev.tidemark.elastic.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.state.Gap;
import dev.tidemark.elastic.source.ScriptedCluster.Presence;
import dev.tidemark.elastic.source.ScriptedCluster.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An index that is gone before it was read to its end is a gap, and nothing else is. */
class GoneIndexTest {
    private static final Instant FIRST = IndexTrial.NOW.plus(Duration.ofHours(1));

    private IndexTrial trial;

    @BeforeEach
    void start() throws IOException {
        trial = new IndexTrial();
        add(0, 12);
    }

    @AfterEach
    void stop() {
        trial.close();
    }

    @Test
    @DisplayName("an index that is made again while it is read gives nothing to the position of the old one")
    void madeAgainWhileItIsRead() throws IOException {
        trial.cluster.trouble(Trouble.MADE_AGAIN_BEFORE_SEARCH);

        assertThat(trial.collect()).isEmpty();
        assertThat(trial.failures.get("logs"))
                .hasMessageContainingAll("the index logs was made again while it was read", "uuid-1", "uuid-2");
        assertThat(trial.collect()).hasSize(30).contains("n0", "n29");
        assertThat(trial.gaps)
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("(uuid-1)", "shard 0 not at all, it had 11"));
    }

    @Test
    void whatWasNotReadOfADeletedIndexIsAGapThatIsToldOnce() throws IOException {
        trial.collect(1);
        trial.cluster.presence(Presence.GONE);

        assertThat(trial.collect()).isEmpty();
        assertThat(trial.gaps)
                .containsExactly(new Gap(
                        Instant.MIN,
                        FIRST.plus(Duration.ofHours(1)),
                        "the index logs (uuid-1) is gone and was not read to its end: shard 0 up to sequence number 4,"
                                + " it had 11"));
        assertThat(trial.collect()).isEmpty();
        assertThat(trial.gaps).isEmpty();
        assertThat(trial.failures).isEmpty();
    }

    @Test
    void whatCameAfterAnIndexWasReadToItsEndIsAGapFromThenOn() throws IOException {
        trial.collect();
        add(12, 20);
        trial.collect(1);
        trial.cluster.presence(Presence.GONE);
        trial.collect();

        assertThat(trial.gaps).singleElement().satisfies(gap -> {
            assertThat(gap.start()).isEqualTo(FIRST);
            assertThat(gap.reason()).contains("up to sequence number 16, it had 19");
        });
    }

    @Test
    void anIndexThatWasReadToItsEndLeavesNone() throws IOException {
        trial.collect();
        trial.cluster.presence(Presence.GONE);
        trial.collect();

        assertThat(trial.gaps).isEmpty();
        assertThat(trial.remembered.get("logs")).contains("\"gone\"");
    }

    @Test
    void everyPageMovesThePositionThoughTheLastOneIsFull() throws IOException {
        add(12, 15);
        assertThat(trial.collect()).hasSize(15);
        add(15, 20);
        assertThat(trial.collect()).hasSize(5);
        assertThat(trial.collect()).isEmpty();
    }

    @Test
    @DisplayName("what is gone costs nothing once it is known")
    void anIdlePollAfterwardsIsOneRequest() throws IOException {
        trial.collect();
        trial.cluster.presence(Presence.GONE);
        trial.collect();
        int before = trial.cluster.calls().size();
        trial.collect();

        assertThat(trial.cluster.calls().subList(before, trial.cluster.calls().size()))
                .containsExactly("GET /log*/_stats/refresh");
    }

    @Test
    @DisplayName("an index that was shrunk or mounted under another name is gone, though its name is an alias now")
    void anAliasIsNotTheIndexThatHadItsName() throws IOException {
        trial.collect(1);
        trial.cluster.becomesAliasOf("shrink-logs");
        trial.collect();

        assertThat(trial.gaps)
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("shard 0 up to sequence number 4, it had 11"));
    }

    @Test
    void anIndexIsNotReadToItsEndWhileItLacksAShard() throws IOException {
        trial.cluster.lacks(true);
        assertThat(trial.collect()).hasSize(12);
        assertThat(trial.warnings).singleElement().asString().contains("shard 1 of logs has no primary that works");
        assertThat(trial.remembered.get("logs")).doesNotContain("\"whole\"");
        trial.collect();
        assertThat(trial.warnings).as("in every run").hasSize(1);

        trial.cluster.lacks(false);
        add(12, 13);
        trial.collect();
        assertThat(trial.warnings).isEmpty();
        assertThat(trial.remembered.get("logs")).contains("\"whole\"");
    }

    @ParameterizedTest
    @EnumSource(
            value = Presence.class,
            names = {"CLOSED", "UNAVAILABLE", "HIDDEN"})
    void whatCannotBeReadNowIsNoGap(Presence presence) throws IOException {
        trial.collect(1);
        trial.cluster.presence(presence);
        int before = trial.cluster.calls().size();

        assertThat(trial.collect()).isEmpty();
        assertThat(trial.gaps).isEmpty();
        assertThat(trial.warnings)
                .singleElement()
                .asString()
                .contains(
                        "logs",
                        presence == Presence.HIDDEN
                                ? "privilege 'monitor'"
                                : presence.name().toLowerCase(Locale.ROOT));
        if (presence != Presence.HIDDEN) {
            assertThat(trial.cluster.calls()).hasSize(before + 2);
        }
        trial.cluster.presence(Presence.OPEN);
        assertThat(trial.collect()).containsExactly("d5", "d6", "d7", "d8", "d9", "d10", "d11");
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"DELETED_BEFORE_REFRESH", "DELETED_BEFORE_SEARCH"})
    @DisplayName("an index that is deleted while it is read for the first time is a failure, then a gap")
    void whatWasSeenIsRememberedBeforeItIsRead(Trouble trouble) throws IOException {
        trial.cluster.trouble(trouble);
        assertThat(trial.collect()).isEmpty();
        assertThat(trial.failures.get("logs")).hasMessageContaining("index_not_found_exception");

        trial.collect();
        assertThat(trial.gaps)
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("shard 0 not at all, it had 11"));
        assertThat(trial.failures).isEmpty();
    }

    @Test
    void anIndexThatWasMadeAgainLeavesAGapAndIsReadFromItsBeginning() throws IOException {
        trial.collect(1);
        trial.cluster.recreate("uuid-2");
        trial.cluster.add(0, "new");

        assertThat(trial.collect()).containsExactly("new");
        assertThat(trial.gaps)
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("uuid-1", "up to sequence number 4, it had 11"));
        assertThat(trial.warnings).singleElement().asString().contains("uuid-2, not uuid-1", "from its beginning");
    }

    @Test
    void anIndexThatComesBackGoesOnWhereItWas() throws IOException {
        trial.collect(1);
        trial.cluster.presence(Presence.GONE);
        trial.collect();
        trial.cluster.presence(Presence.OPEN);

        assertThat(trial.collect()).containsExactly("d5", "d6", "d7", "d8", "d9", "d10", "d11");
        add(12, 15);
        trial.collect(0);
        trial.cluster.presence(Presence.GONE);
        trial.collect();
        assertThat(trial.gaps).as("nothing of it was seen").isEmpty();
    }

    @Test
    @DisplayName("what is gone is no stream that went missing")
    void whatIsDoneWithIsStillAStream() throws IOException {
        trial.collect();
        trial.cluster.presence(Presence.GONE);
        trial.collect();
        trial.collect();
        assertThat(trial.streams).containsExactly("logs");
    }

    @Test
    void anIndexOfAnotherPatternIsNotGone() throws IOException {
        trial.collect(1);
        trial.pattern("other*");
        trial.cluster.others(true);

        assertThat(trial.collect()).isEmpty();
        assertThat(trial.gaps).isEmpty();
        assertThat(trial.warnings).singleElement().asString().contains("logs", "other*", "not read");
    }

    @Test
    void aDeletedIndexMayBeSkipped() throws IOException {
        trial.reactions(Reaction.SKIP, Reaction.COLLECT);
        trial.collect(1);
        trial.cluster.presence(Presence.GONE);
        trial.collect();

        assertThat(trial.gaps).isEmpty();
        assertThat(trial.warnings).singleElement().asString().contains("up to sequence number 4, it had 11", "skipped");
        trial.collect();
        assertThat(trial.warnings).noneMatch(warning -> warning.contains("skipped"));
    }

    @Test
    void aDeletedIndexMayStopTheSourceUntilItIsDecided() throws IOException {
        trial.reactions(Reaction.STOP, Reaction.COLLECT);
        trial.collect(1);
        trial.cluster.presence(Presence.GONE);
        for (int run = 0; run < 2; run++) {
            assertThatThrownBy(() -> trial.collect())
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("it had 11", "on_index_deleted");
        }
        trial.reactions(Reaction.COLLECT, Reaction.COLLECT);
        trial.collect();
        assertThat(trial.gaps).hasSize(1);
    }

    @Test
    void anotherIndexOfTheNameMayBeSkipped() throws IOException {
        trial.reactions(Reaction.COLLECT, Reaction.SKIP);
        trial.collect(1);
        trial.cluster.recreate("uuid-2");
        trial.cluster.add(0, "new");
        assertThat(trial.collect()).isEmpty();
        assertThat(trial.gaps).hasSize(1);

        assertThat(trial.collect()).isEmpty();
        assertThat(trial.gaps).isEmpty();
        assertThat(trial.warnings).singleElement().asString().contains("uuid-2", "on_new_uuid");
        trial.reactions(Reaction.COLLECT, Reaction.COLLECT);
        assertThat(trial.collect()).containsExactly("new");
        assertThat(trial.gaps).as("told before").isEmpty();
    }

    @Test
    void anotherIndexOfTheNameMayStopTheSource() throws IOException {
        trial.reactions(Reaction.COLLECT, Reaction.STOP);
        trial.collect();
        trial.cluster.recreate("uuid-2");

        assertThatThrownBy(() -> trial.collect())
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("uuid-2", "on_new_uuid");
    }

    @Test
    void anIndexThatIsMeantByItsNameAndMissingIsSaid() throws IOException {
        trial.pattern("logs");
        trial.cluster.presence(Presence.GONE);
        assertThatThrownBy(() -> trial.collect()).hasMessageContaining("index_not_found_exception");

        trial.cluster.presence(Presence.OPEN);
        trial.collect(1);
        trial.cluster.presence(Presence.GONE);
        trial.collect();
        assertThat(trial.gaps).hasSize(1);
        assertThatThrownBy(() -> trial.collect()).hasMessageContaining("index_not_found_exception");
    }

    private void add(int from, int to) {
        for (int number = from; number < to; number++) {
            trial.cluster.add(number, "d" + number);
        }
    }
}

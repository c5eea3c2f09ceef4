package dev.tidemark.engine.health;

import dev.tidemark.engine.commit.SourceRecords;
import dev.tidemark.engine.state.StreamRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gives every stream that is expected, or that there is, one verdict. */
final class Judge {
    private final Map<String, SourceRecords> saved;
    private final CheckerRecord before;
    private final Instant now;

    /** @param saved what is told of each source, expected or not, by its name */
    Judge(Map<String, SourceRecords> saved, CheckerRecord before, Instant now) {
        this.saved = saved;
        this.before = before;
        this.now = now;
    }

    List<Verdict> verdicts(List<Expected> expected) {
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, SourceRecords> others = new TreeMap<>(saved);
        for (Expected source : expected) {
            SourceRecords records =
                    Optional.ofNullable(others.remove(source.source())).orElse(SourceRecords.NONE);
            verdicts.addAll(source(source, records));
        }
        others.forEach((source, records) -> records.streams()
                .forEach((stream, record) -> verdicts.add(unexpected(
                        source,
                        stream,
                        record,
                        "it is collected without being configured",
                        "configure the source, or forget what is known of it with 'tidemark state reset " + source
                                + "'"))));
        return verdicts;
    }

    private List<Verdict> source(Expected expected, SourceRecords records) {
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, StreamRecord> known = records.streams();
        List<String> declared = expected.settings().streams();
        for (String stream : streams(expected, records)) {
            StreamRecord record = known.get(stream);
            if (record != null && !declared.isEmpty() && !declared.contains(stream)) {
                verdicts.add(unexpected(
                        expected.source(),
                        stream,
                        record,
                        "the source shows it, and 'streams' of [sources." + expected.source()
                                + ".health] does not name it",
                        "add it there, or leave it out of what the source collects"));
            } else {
                verdicts.add(new StreamJudge(expected, records, before.watch(expected.source(), stream), now)
                        .verdict(stream, Optional.ofNullable(record)));
            }
        }
        return verdicts;
    }

    /** Those that are declared, those that are told of, and those that were when it was checked last. */
    private Set<String> streams(Expected expected, SourceRecords records) {
        Set<String> streams = new TreeSet<>(expected.settings().streams());
        streams.addAll(records.streams().keySet());
        if (!reset(records)) {
            streams.addAll(before.recorded(expected.source()));
        }
        return streams.isEmpty() ? Set.of(expected.connector()) : streams;
    }

    /** Whether the state of a source was reset, and it was not collected since. */
    static boolean reset(SourceRecords records) {
        return records.source().isPresent()
                && records.source().get().attempt().isEmpty()
                && records.streams().isEmpty();
    }

    private static Verdict unexpected(String source, String stream, StreamRecord record, String detail, String remedy) {
        return new Verdict(
                source,
                stream,
                Health.UNEXPECTED,
                Optional.of(record.created()),
                detail,
                record.statistics().lastError(),
                remedy);
    }
}

package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.state.StreamRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes what a store still holds of a source that nobody collects any more. Its rows stay, and the manifests of its
 * claims: if it is collected again, that is refused until the state is made again from them, or forgotten on purpose.
 * One thread.
 */
public final class StateCleanup {
    /**
     * What is to be removed, or why it is not.
     *
     * @param changed when anything of it was changed last, empty if that cannot be told
     * @param spared  why it stays, empty if it does not
     */
    public record Judgement(int streams, long bytes, Optional<Instant> changed, String spared) {
        public boolean isRemoved() {
            return spared.isEmpty();
        }
    }

    private final String source;
    private final StateStore store;
    private final Blobs blobs;
    private final Sink sink;
    private final Clock clock;

    public StateCleanup(String source, StateStore store, Blobs blobs, Sink sink, Clock clock) {
        this.source = source;
        this.store = store;
        this.blobs = blobs;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Judges what the store holds; empty if that is nothing.
     *
     * @param before what was changed at or after this time stays
     */
    public Optional<Judgement> judge(Instant before) throws IOException {
        Optional<SourceStatistics> found = SourceStatistics.of(source, store);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> changed = changed(found.get());
        String spared = spared(found.get(), changed, before);
        return Optional.of(new Judgement(found.get().streams(), found.get().bytes(), changed, spared));
    }

    private Optional<Instant> changed(SourceStatistics found) throws IOException {
        Optional<Instant> changed = found.newest();
        for (StreamRecord record : Records.read(source, store).told()) {
            Instant told = record.updated();
            changed = Optional.of(changed.filter(told::isBefore).orElse(told));
        }
        return changed;
    }

    private String spared(SourceStatistics found, Optional<Instant> changed, Instant before) throws IOException {
        if (!found.damaged().isEmpty()) {
            return "damaged: " + found.damaged().getFirst().getMessage();
        }
        try {
            if (Standing.of(source, store) instanceof Standing.Moving moving) {
                return String.valueOf(
                        moving.transit().refusal(Register.key(source)).getMessage());
            }
        } catch (CorruptStateException e) {
            return "damaged: " + e.getMessage();
        }
        if (changed.isEmpty()) {
            return "when it was changed cannot be told";
        }
        return changed.get().isBefore(before) ? "" : "changed at " + changed.get();
    }

    /**
     * Removes it, once a claim that a collector left pending is published. Whatever breaks it off, doing it again
     * completes it.
     *
     * @return the judgement by which it was done, or was not after all
     * @throws CorruptStateException if the pending claim cannot be published
     * @throws StaleStateException if a collector claimed meanwhile: it stays
     */
    public Optional<Judgement> remove(Instant before) throws IOException {
        Optional<Judgement> judgement = judge(before);
        if (judgement.filter(Judgement::isRemoved).isPresent()) {
            removeRegister();
            List<String> keys = new ArrayList<>(Documents.keys(source, store));
            keys.addAll(Records.keys(source, store));
            for (String key : keys) {
                Documents.remove(store, key);
            }
        }
        return judgement;
    }

    private void removeRegister() throws IOException {
        if (Standing.of(source, store) instanceof Standing.Held before) {
            Ledger unused = Ledger.open(source, store, blobs, sink, clock);
            Standing after = Standing.of(source, store);
            boolean same = after instanceof Standing.Held held
                    && held.register().number() == before.register().number();
            if (!same) {
                throw new StaleStateException(Register.key(source));
            }
            store.delete(Register.key(source), after.stand());
        }
    }
}

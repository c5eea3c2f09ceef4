package dev.tidemark.cli;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.commit.StateMove;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.formats.spi.StateStorePlace;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Moves states to one store, and prints that.
 *
 * @param to where they go
 */
record Migration(
        Tidemark tidemark,
        Configuration configuration,
        Workspace lake,
        StateMove.Side to,
        StateMove.Found found,
        StateMove.After after,
        Effects effects) {

    /** Moves the state of a source, or only says what that comes to. */
    void move(String source, StateStorePlace place, boolean dryRun) throws IOException {
        Map<String, String> streams = new TreeMap<>();
        Map<String, CollectionState> states = lake.state(source, place, state -> counted(state, streams));
        try (StateStore store = place.open(tidemark.warnings())) {
            StateMove move =
                    new StateMove(source, new StateMove.Side(place.toString(), store), to, found, tidemark.warnings());
            if (dryRun) {
                move.check();
            } else {
                lake.move(move, after);
            }
        }
        String verb = after == StateMove.After.KEEP ? "copy" : "move";
        String effect = dryRun ? "would " + verb : after == StateMove.After.KEEP ? "copied" : "moved";
        streams.forEach((stream, what) -> effects.state(source, stream, effect, what));
        if (dryRun) {
            int unused = effects.preview(tidemark, lake, source, states);
        }
    }

    private static Map<String, CollectionState> counted(SourceState state, Map<String, String> streams)
            throws IOException {
        Map<String, CollectionState> states = new TreeMap<>();
        for (String stream : state.streams()) {
            Optional<StateDocument> document = state.document(stream);
            document.ifPresent(found -> states.put(stream, found.state()));
            streams.put(stream, document.map(Effects::words).orElse("how the collection went"));
        }
        return states;
    }

    /** Moves a value that is of no source. */
    void moveValue(String key) throws IOException {
        StateStorePlace place = configuration.state().store();
        if (place.toString().equals(to.place())) {
            return;
        }
        try (StateStore store = place.open(tidemark.warnings())) {
            StateMove.single(key, new StateMove.Side(place.toString(), store), to, after, tidemark.warnings());
        } catch (CorruptStateException e) {
            tidemark.warnings().accept(String.valueOf(e.getMessage()));
        }
    }
}

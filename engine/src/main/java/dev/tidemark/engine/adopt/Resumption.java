package dev.tidemark.engine.adopt;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Increment;
import dev.tidemark.engine.collect.SourceSpec;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Prepared;
import dev.tidemark.engine.commit.Replacement;
import dev.tidemark.engine.paged.Pages;
import dev.tidemark.engine.state.ConnectorDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What it comes to if a source of positions goes on where a document of a connector says. Changes nothing before it is
 * committed, and then all of it in one claim without rows.
 */
public final class Resumption {
    /** Where to begin if the document has no positions. */
    public sealed interface Start {
        /** Nobody has said that. */
        record Unsaid() implements Start {}

        record Beginning() implements Start {}

        /** Nothing is left out that has this time or a later one. */
        record Time(Instant time) implements Start {}
    }

    private final SourceSpec spec;
    private final Ledger ledger;
    private final Map<String, Increment> increments;

    private Resumption(SourceSpec spec, Ledger ledger, Map<String, Increment> increments) {
        this.spec = spec;
        this.ledger = ledger;
        this.increments = Map.copyOf(increments);
    }

    /**
     * @param start of a document without positions, and of no other
     * @throws IOException if the state of the source knows one of the streams otherwise, or it cannot begin there; says
     *     what to do
     */
    public static Resumption of(SourceSpec spec, Ledger ledger, ConnectorDocument document, Start start)
            throws IOException {
        Pages pages = spec.pages()
                .orElseThrow(() -> new IOException(spec.name() + " is a source of the connector " + spec.connector()
                        + ", which has no positions: what a connector of an index remembers is of no use to it"));
        Map<String, CollectionState> states = document.hasPositions()
                ? document.streams()
                : begun(
                        switch (start) {
                            case Start.Unsaid unsaid ->
                                throw new IOException(document.id() + " says nothing of where to go on");
                            case Start.Beginning beginning -> pages.starts(Optional.empty());
                            case Start.Time time -> pages.starts(Optional.of(time.time()));
                        });
        return new Resumption(spec, ledger, increments(spec.name(), ledger, states));
    }

    private static Map<String, CollectionState> begun(Map<String, String> cursors) {
        Map<String, CollectionState> states = new HashMap<>();
        cursors.forEach(
                (stream, cursor) -> states.put(stream, CollectionState.EMPTY.apply(Increment.to(cursor, List.of()))));
        return states;
    }

    private static Map<String, Increment> increments(String source, Ledger ledger, Map<String, CollectionState> states)
            throws IOException {
        Map<String, Increment> increments = new HashMap<>();
        List<String> known = new ArrayList<>();
        states.forEach((stream, state) -> {
            CollectionState counted = ledger.state(stream);
            if (counted.equals(CollectionState.EMPTY)) {
                increments.put(stream, Increment.to(state.cursor().orElseThrow(), state.gaps()));
            } else if (!counted.cursor().equals(state.cursor())) {
                known.add(stream);
            }
        });
        if (!known.isEmpty()) {
            throw new IOException("the state of " + source + " already knows " + String.join(", ", known)
                    + ", at another position. Nothing was changed, as two histories of a stream cannot be made one. If"
                    + " it is to go on as the document says, forget what is counted first with 'tidemark state reset "
                    + source + "'; see its --dry-run");
        }
        return increments;
    }

    /** Whether the state would stay as it is. */
    public boolean isEmpty() {
        return increments.isEmpty();
    }

    /** The streams whose position is set. */
    public Map<String, CollectionState> states() {
        Map<String, CollectionState> states = new TreeMap<>();
        increments.forEach((stream, increment) -> states.put(stream, CollectionState.EMPTY.apply(increment)));
        return states;
    }

    /**
     * Takes it into the state, all or nothing.
     *
     * @return the number of the claim
     * @throws dev.tidemark.api.StaleStateException if somebody has collected meanwhile; nothing was changed
     */
    public long commit() throws IOException {
        ledger.describe(Map.of(
                "connector_type",
                spec.connector(),
                "source",
                spec.name(),
                "table",
                spec.table().name(),
                "taken_over_from",
                "a connector's document"));
        Prepared chunk = new Prepared(0, Optional.empty(), RowCounts.NONE, increments, List.of(), List.of());
        return ledger.commit(List.of(chunk), Replacement.NONE);
    }
}

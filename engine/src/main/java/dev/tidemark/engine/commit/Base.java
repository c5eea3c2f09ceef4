package dev.tidemark.engine.commit;

import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.state.StateDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is counted from a claim on in the place of what the claims before it left: somebody reset the state, brought
 * another one in, or went back.
 *
 * @param claim      that the state is of, 0 if it is of none: what later claims stored is not counted
 * @param counted    manifest of that claim, empty if what it and those before it stored is not counted either
 * @param quarantine names of the blobs that hold what is set aside then
 * @param accounts   names of the blobs that say what claims stored whose manifests are gone
 * @param documents  by stream; a stream without one is forgotten
 */
record Base(
        Change change,
        long claim,
        String counted,
        List<String> quarantine,
        List<String> accounts,
        Map<String, StateDocument> documents) {
    Base {
        quarantine = List.copyOf(quarantine);
        accounts = List.copyOf(accounts);
        documents = Map.copyOf(documents);
    }

    /** Nothing is counted. */
    static Base nothing() {
        return new Base(Change.RESET, 0, "", List.of(), List.of(), Map.of());
    }

    /** What was counted at another time, or most of it. */
    static Base of(Change change, Moment moment, List<String> quarantine) {
        Register register = moment.register();
        return new Base(
                change, register.number(), register.manifest(), quarantine, register.accounts(), moment.documents());
    }

    CollectionState state(String stream) {
        return Optional.ofNullable(documents.get(stream))
                .map(StateDocument::state)
                .orElse(CollectionState.EMPTY);
    }
}

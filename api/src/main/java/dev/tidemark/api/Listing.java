package dev.tidemark.api;

import dev.tidemark.api.state.CollectionState;
import java.util.Map;

/** Receives what a source lists. One thread. */
public interface Listing {
    /** What has been collected of a stream; the empty state if nothing has. Serves to leave out whole folders. */
    CollectionState state(String stream);

    /**
     * Where streams are read on that have positions of their own, by their names, as JSON; those too that the source
     * does not have any more.
     */
    default Map<String, String> cursors() {
        return Map.of();
    }

    /** An artifact was found, wanted or not. Blocks while the engine has enough to do. */
    void offer(Artifact artifact);

    /** Something was found that is no artifact by its name, and nobody asked for it by that; no problem. */
    void ignored(String location);

    /** Something could not be listed; the run goes on, but is not complete and does not exit with 0. */
    void problem(Problem problem);
}

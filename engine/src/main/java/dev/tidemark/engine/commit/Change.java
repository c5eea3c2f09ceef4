package dev.tidemark.engine.commit;

/** What a claim did to a state. */
public enum Change {
    /** It counted what was collected. */
    COLLECT,
    /** It counted what was collected again, in the place of what was there. */
    REPLACE,
    /** All or some streams were forgotten. */
    RESET,
    /** Another state took its place. */
    IMPORT,
    /** The state of an earlier claim took its place. */
    REWIND
}

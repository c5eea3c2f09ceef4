package dev.tidemark.engine.verify;

/** What may be found out about an artifact. */
public enum Kind {
    /** There are fewer of its rows than were stored. */
    MISSING,
    /** There are fewer of its rows than were stored, and those that are not there were deleted on purpose. */
    DELETED,
    /** There are more of its rows than were stored. */
    DOUBLED,
    /** Its time was complete when it came, and it was never collected. */
    LATE,
    /** It is not what was collected, and its time is complete. */
    CHANGED,
    /** It should have been collected by now, and was not. */
    OVERDUE,
    /** An object that the provider's own ledger names is not there, or is not what the ledger says. */
    FORGED,
    /** It is not collected yet, and its time is not over. */
    WAITING,
    /** It is not in the listing any more; its rows stay. */
    GONE,
    /** Its rows are there, but nothing says how many were stored. */
    UNCOUNTED;

    /** Whether the range is not complete because of it. */
    public boolean isDefect() {
        return switch (this) {
            case MISSING, DOUBLED, LATE, CHANGED, OVERDUE, FORGED -> true;
            case DELETED, WAITING, GONE, UNCOUNTED -> false;
        };
    }

    /** Whether reading the artifact again mends it. */
    public boolean isRepairable() {
        return switch (this) {
            case MISSING, DOUBLED, LATE, CHANGED -> true;
            case DELETED, OVERDUE, FORGED, WAITING, GONE, UNCOUNTED -> false;
        };
    }
}

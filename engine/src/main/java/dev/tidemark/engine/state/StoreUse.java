package dev.tidemark.engine.state;

/**
 * How often the state was read and written, and how long that took.
 *
 * @param failedSaves among {@code saves}, without those that another collector was quicker with
 * @param savingMicros of all saves together
 * @param bytes how large the state document was last, 0 if that is not known
 */
public record StoreUse(
        long saves, long failedSaves, long savingMicros, long loads, long failedLoads, long loadingMicros, long bytes) {
    public static final StoreUse NONE = new StoreUse(0, 0, 0, 0, 0, 0, 0);

    public StoreUse plus(StoreUse more) {
        return new StoreUse(
                saves + more.saves,
                failedSaves + more.failedSaves,
                savingMicros + more.savingMicros,
                loads + more.loads,
                failedLoads + more.failedLoads,
                loadingMicros + more.loadingMicros,
                more.bytes > 0 ? more.bytes : bytes);
    }

    /** This of a document of that size. */
    public StoreUse sized(long document) {
        return new StoreUse(saves, failedSaves, savingMicros, loads, failedLoads, loadingMicros, document);
    }
}

package dev.tidemark.engine.state;

/**
 * How often the state was read and written, and how long that took.
 *
 * @param failedSaves among {@code saves}, without those that another collector was quicker with
 * @param savingMicros of all saves together
 */
public record StoreUse(
        long saves, long failedSaves, long savingMicros, long loads, long failedLoads, long loadingMicros) {
    public static final StoreUse NONE = new StoreUse(0, 0, 0, 0, 0, 0);

    public StoreUse plus(StoreUse more) {
        return new StoreUse(
                saves + more.saves,
                failedSaves + more.failedSaves,
                savingMicros + more.savingMicros,
                loads + more.loads,
                failedLoads + more.failedLoads,
                loadingMicros + more.loadingMicros);
    }
}

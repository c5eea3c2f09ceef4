package dev.tidemark.engine.state;

/**
 * What came of everything that was ever read.
 *
 * @param records     that are rows
 * @param bytes       that were read, as stored by the source
 * @param late        artifacts that turned up where everything was collected already
 * @param quarantined records and whole artifacts that were set aside
 * @param gaps        spans of time that are known not to be collected, now
 */
public record Totals(long records, long bytes, long late, long quarantined, long gaps) {
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    Totals after(Round round) {
        return new Totals(records + round.stored(), bytes + round.bytes(), late, quarantined + round.setAside(), gaps);
    }

    Totals late(long more) {
        return new Totals(records, bytes, late + more, quarantined, gaps);
    }

    Totals gaps(long now) {
        return new Totals(records, bytes, late, quarantined, now);
    }
}

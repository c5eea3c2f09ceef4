package dev.tidemark.lake;

import dev.tidemark.api.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;

/**
 * The files that have a source's rows of a range, and what becomes of them.
 *
 * @param removed files to be taken out of the table
 * @param kept    new files with those of their rows that are outside the range; durable, in no table yet
 */
record Replacement(List<DataFile> removed, List<DataFile> kept) {
    static final Replacement NONE = new Replacement(List.of(), List.of());

    Replacement {
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
    }

    boolean isEmpty() {
        return removed.isEmpty();
    }

    /** Files that lie in the range as a whole are only dropped; the others are copied without its rows. */
    static Replacement of(LakeTable table, String source, Range range, Rewriter rewriter) throws IOException {
        if (range.isEmpty()) {
            return NONE;
        }
        Expression within = Plan.within(range);
        List<DataFile> touched = Plan.files(table, Expressions.and(Plan.ofSource(source), within));
        StrictMetricsEvaluator wholly = new StrictMetricsEvaluator(table.table().schema(), within);
        List<DataFile> cut = new ArrayList<>();
        for (DataFile file : touched) {
            if (!wholly.eval(file)) {
                cut.add(file);
            }
        }
        return new Replacement(
                touched,
                cut.isEmpty() ? List.of() : rewriter.rewrite(table, source, cut, "NOT (" + Sql.within(range) + ")"));
    }
}

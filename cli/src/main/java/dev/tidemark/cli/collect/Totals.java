package dev.tidemark.cli.collect;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Event.Summary;
import dev.tidemark.api.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the collection of several sources ended.
 *
 * @param summaries of the sources that were collected to their end, by name
 * @param failures  of the others: the message, by name
 */
public record Totals(Map<String, Summary> summaries, Map<String, String> failures) {
    /** Whether everything that was asked for is stored. */
    public boolean clean() {
        return failures.isEmpty() && summaries.values().stream().allMatch(Summary::clean);
    }

    /** All sources together; they were collected one after another. */
    public Summary sum() {
        Summary sum = new Summary(0, 0, RowCounts.NONE, 0, 0, 0, 0, Duration.ZERO, List.of());
        for (Summary each : summaries.values()) {
            List<Problem> problems = new ArrayList<>(sum.problems());
            problems.addAll(each.problems());
            sum = new Summary(
                    sum.artifacts() + each.artifacts(),
                    sum.bytes() + each.bytes(),
                    sum.rows().plus(each.rows()),
                    sum.setAside() + each.setAside(),
                    sum.unfinished() + each.unfinished(),
                    sum.late() + each.late(),
                    sum.claims() + each.claims(),
                    sum.took().plus(each.took()),
                    problems);
        }
        return sum;
    }

    /** Gathers what becomes of sources. One thread. */
    static final class Builder {
        private final Map<String, Summary> summaries = new LinkedHashMap<>();
        private final Map<String, String> failures = new LinkedHashMap<>();

        void collected(String source, Summary summary) {
            summaries.put(source, summary);
        }

        void failed(String source, Exception error) {
            failures.put(source, error.getMessage() == null ? error.toString() : error.getMessage());
        }

        Totals totals() {
            return new Totals(summaries, failures);
        }
    }
}

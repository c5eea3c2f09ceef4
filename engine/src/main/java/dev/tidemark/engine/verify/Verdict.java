package dev.tidemark.engine.verify;

import dev.tidemark.api.Problem;
import java.util.List;

/**
 * What a verification found.
 *
 * @param artifacts   that the source listed in the range
 * @param findings    in no particular order; of artifacts that are as they should be there are none
 * @param problems    what could not be listed: of that nothing is known
 * @param unaccounted rows that no claim is known to have stored
 */
public record Verdict(long artifacts, List<Finding> findings, List<Problem> problems, long unaccounted) {
    public Verdict {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /** Whether everything that the source has in the range is there, once. */
    public boolean isComplete() {
        return problems.isEmpty()
                && findings.stream().noneMatch(each -> each.kind().isDefect());
    }
}

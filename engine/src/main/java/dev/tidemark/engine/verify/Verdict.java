package dev.tidemark.engine.verify;

import dev.tidemark.api.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param artifacts   that the source listed in the range
 * @param findings    in no particular order; of artifacts that are as they should be there are none
 * @param problems    what could not be listed: of that nothing is known
 * @param unaccounted rows that no claim is known to have stored
 * @param digests     empty if there are no digest files
 */
public record Verdict(
        long artifacts, List<Finding> findings, List<Problem> problems, long unaccounted, Optional<Digests> digests) {
    /**
     * What was held against CloudTrail's digest files.
     *
     * @param objects    whose hashes were compared
     * @param signatures that were checked, 0 without keys
     */
    public record Digests(long digests, long objects, long signatures) {}

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

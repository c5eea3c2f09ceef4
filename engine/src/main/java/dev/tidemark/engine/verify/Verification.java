package dev.tidemark.engine.verify;

import dev.tidemark.api.Beside;
import dev.tidemark.api.Blobs;
import dev.tidemark.api.Census;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.collect.Recollection;
import dev.tidemark.engine.collect.Recorded;
import dev.tidemark.engine.collect.SourceSpec;
import dev.tidemark.engine.commit.ArtifactRows;
import dev.tidemark.engine.commit.Deletions;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.paged.Pages;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Proves that everything which a source has is there, once; or says what is not, and mends it.
 *
 * <p>Three things are held against each other: what the source lists, what the claims stored of each artifact, and how
 * many rows the sink shows. Others may collect meanwhile: what they change is looked at once more before it is told.
 * Memory grows by some 150 bytes with each artifact in the range, and with what is found out.
 */
public final class Verification {
    private static final Set<Kind> REPAIRABLE =
            Arrays.stream(Kind.values()).filter(Kind::isRepairable).collect(Collectors.toUnmodifiableSet());

    private final SourceSpec spec;
    private final StateStore store;
    private final Blobs blobs;
    private final Sink sink;
    private final Census census;
    private final Clock clock;

    public Verification(SourceSpec spec, StateStore store, Blobs blobs, Sink sink, Census census, Clock clock) {
        this.spec = spec;
        this.store = store;
        this.blobs = blobs;
        this.sink = sink;
        this.census = census;
        this.clock = clock;
    }

    /**
     * Changes nothing.
     *
     * @param range of artifact times
     * @throws IOException if the source, the state or the sink cannot be read
     */
    public Verdict verify(Range range) throws IOException {
        return verify(range, DigestKeys.NONE);
    }

    /**
     * The same, and checks the signatures of CloudTrail's digest files. Their chain and the objects that they name are
     * held against each other in any case, where there are such files.
     */
    public Verdict verify(Range range, DigestKeys keys) throws IOException {
        Ledger ledger = open();
        Predicate<ArtifactRows> meant = rows -> isMeant(ledger, rows, range);
        Recorded recorded = new Recorded(meant);
        Tallies tallies = new Tallies(meant);
        ledger.accounts(recorded);
        ledger.accounts(tallies);
        census.count(spec.name(), tallies);

        Scope scope = new Scope(range, spec.begin(), clock.instant().minus(spec.delay()));
        Optional<DigestCheck> digests = spec.source() instanceof Beside beside
                ? Optional.of(new DigestCheck(beside, range, keys))
                : Optional.empty();
        Comparison comparison = new Comparison(
                ledger,
                scope,
                recorded,
                tallies::found,
                location -> digests.ifPresent(check -> check.listed(location)));
        if (spec.source() instanceof Pages) {
            comparison.problem(new Problem(
                    spec.name(),
                    "it is read on from a position and cannot be listed again: only what claims stored was compared"
                            + " with what is there"));
        } else {
            spec.source().discover(range, comparison);
        }

        List<Finding> findings = settled(ledger, comparison.findings());
        findings.addAll(counts(tallies.different()));
        Optional<Verdict.Digests> checked = Optional.empty();
        if (digests.isPresent()) {
            checked = digests.get().run();
            findings.addAll(digests.get().findings());
        }
        return new Verdict(comparison.artifacts(), findings, comparison.problems(), tallies.unaccounted(), checked);
    }

    /**
     * Reads again what is missing, doubled, late or changed, and nothing else: what of it was stored before is replaced
     * in the same commit. What CloudTrail's digest files say is forged is not read: what was stored of it stays.
     *
     * @param range that was verified
     * @return why something could not be mended, by finding
     */
    public Map<Finding, String> repair(Verdict verdict, Range range) throws IOException {
        return repair(verdict, range, REPAIRABLE);
    }

    /**
     * The same of findings of some kinds.
     *
     * @param kinds also {@link Kind#DELETED}: brings back what was deleted on purpose
     */
    public Map<Finding, String> repair(Verdict verdict, Range range, Set<Kind> kinds) throws IOException {
        Set<String> forged = verdict.findings().stream()
                .filter(each -> each.kind() == Kind.FORGED)
                .map(Finding::location)
                .collect(Collectors.toSet());
        Map<Boolean, List<Finding>> repairable = verdict.findings().stream()
                .filter(each -> kinds.contains(each.kind()))
                .collect(Collectors.partitioningBy(each -> !forged.contains(each.location())));
        List<Finding> broken = repairable.getOrDefault(true, List.of());
        Recollection recollection = new Recollection(spec, store, blobs, sink, clock);
        Map<Recollection.Wish, String> failures =
                recollection.run(broken.stream().map(Verification::wish).collect(Collectors.toSet()), range);
        Map<Finding, String> all = new HashMap<>();
        for (Finding each : repairable.getOrDefault(false, List.of())) {
            all.put(each, "it is not what CloudTrail's digest says, so what was read of it before stays");
        }
        for (Finding each : broken) {
            Optional.ofNullable(failures.get(wish(each))).ifPresent(why -> all.put(each, why));
        }
        return all;
    }

    private static Recollection.Wish wish(Finding finding) {
        return new Recollection.Wish(finding.stream(), finding.id(), finding.location());
    }

    private static boolean isMeant(Ledger ledger, ArtifactRows rows, Range range) {
        boolean timeless = ledger.state(rows.stream()).ids().find(rows.id()).isPresent();
        return timeless
                || rows.mark().filter(mark -> range.contains(mark.time())).isPresent();
    }

    /** Without what another collector has settled since the ledger was opened. */
    private List<Finding> settled(Ledger before, List<Finding> findings) throws IOException {
        HashSlots changed = new HashSlots();
        open().accountsAfter(before.number(), Told.of(rows -> changed.slot(Hash.of(rows.stream(), rows.id()))));
        return findings.stream()
                .filter(each -> !changed.contains(Hash.of(each.stream(), each.id())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Counts once more what seems to be missing or doubled, until nobody collects any of it meanwhile. */
    private List<Finding> counts(HashSlots suspects) throws IOException {
        if (suspects.size() == 0) {
            return List.of();
        }
        while (true) {
            Ledger ledger = open();
            Map<String, ArtifactRows> places = new HashMap<>();
            Tallies tallies = new Tallies(rows -> true);
            ledger.accounts(new Among(suspects, tallies, places));
            census.count(spec.name(), places.keySet(), tallies);
            boolean[] disturbed = new boolean[1];
            open().accountsAfter(
                            ledger.number(),
                            Told.of(rows -> disturbed[0] |= suspects.contains(Hash.of(rows.location()))));
            if (!disturbed[0]) {
                places.values().removeIf(rows -> !tallies.differ(rows.location()));
                Map<String, Long> deleted = new Deletions(blobs, spec.name()).of(places.keySet(), ledger);
                return places.values().stream()
                        .map(rows -> finding(rows, tallies, deleted.getOrDefault(rows.location(), 0L)))
                        .toList();
            }
        }
    }

    private static Finding finding(ArtifactRows rows, Tallies tallies, long deleted) {
        long expected = tallies.expected(rows.location());
        long found = tallies.found(rows.location());
        Kind missing = found + deleted < expected ? Kind.MISSING : Kind.DELETED;
        String what = expected + " rows were stored, there are " + found;
        return new Finding(
                found < expected ? missing : Kind.DOUBLED,
                rows.stream(),
                rows.id(),
                rows.location(),
                found < expected && deleted > 0 ? what + ", " + deleted + " were deleted on purpose" : what);
    }

    private Ledger open() throws IOException {
        return Ledger.open(spec.name(), store, blobs, sink, clock);
    }
}

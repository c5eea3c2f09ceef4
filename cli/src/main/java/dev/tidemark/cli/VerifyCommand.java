package dev.tidemark.cli;

import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.verify.DigestKeys;
import dev.tidemark.engine.verify.Finding;
import dev.tidemark.engine.verify.Kind;
import dev.tidemark.engine.verify.Verdict;
import dev.tidemark.engine.verify.Verification;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Lists sources again and compares with the lake, artifact by artifact: what is missing, doubled,"
                + " late or changed since. The last line of a source says whether the range is complete.",
        footer = {
            "Examples:",
            "  tidemark verify trail --from 2025-06-01 --to 2025-07-01",
            "  tidemark verify trail --from 30d --repair",
            "  tidemark verify aws_cloudtrail_log ./AWSLogs",
            "",
            "Exit status 0: the range is complete; 3: it is not, or not everything could be listed.",
            "'gone' (not in the listing any more, its rows stay), 'waiting' (its time is not over)",
            "'deleted' (with 'tidemark partitions delete') and 'uncounted' are for your information."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(
            arity = "0..*",
            paramLabel = "SOURCE",
            description = "Names of sources; or a table, followed by files, folders or globs. Default: all sources.")
    private List<String> words = List.of();

    @Mixin
    private TimeRange range = new TimeRange();

    @Option(
            names = "--repair",
            description = "Read again what is missing, doubled, late or changed, and nothing else: its rows replace the"
                    + " old ones in one commit.")
    private boolean repair;

    @Option(
            names = "--deleted",
            description = "With --repair: also bring back what 'tidemark partitions delete' deleted.")
    private boolean deleted;

    @Option(
            names = "--digest-keys",
            paramLabel = "FILE",
            description = "Check the signatures of CloudTrail's digest files with these keys, as 'aws cloudtrail"
                    + " list-public-keys' prints them. Their chain and the hashes of the objects are checked without.")
    private @Nullable Path keys;

    VerifyCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        Range asked = range.at(Instant.now());
        DigestKeys trusted = keys();
        Selection selection = Selection.of(tidemark, words);
        RowPrinter rows = tidemark.printer(
                Heading.text("source"), Heading.text("finding"), Heading.text("location"), Heading.text("what"));
        boolean complete = true;
        try (Workspace lake = Workspace.of(selection.configuration(), tidemark.warnings())) {
            for (SourceSettings source : selection.sources()) {
                complete &=
                        lake.verify(source, verification -> verify(source.name(), verification, asked, trusted, rows));
            }
        }
        rows.end();
        return complete ? Status.DONE : Status.INCOMPLETE;
    }

    private Set<Kind> repairable() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.isRepairable() || (deleted && kind == Kind.DELETED))
                .collect(Collectors.toSet());
    }

    private DigestKeys keys() throws IOException {
        if (keys == null) {
            return DigestKeys.NONE;
        }
        try {
            return DigestKeys.parse(Files.readAllBytes(keys));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--digest-keys " + keys + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new UsageException("--digest-keys " + keys + ": there is no such file");
        }
    }

    /** Whether the source is complete in the end. */
    private boolean verify(String source, Verification verification, Range asked, DigestKeys trusted, RowPrinter rows)
            throws IOException {
        Verdict verdict = verification.verify(asked, trusted);
        Map<Finding, String> failures = repair ? verification.repair(verdict, asked, repairable()) : Map.of();
        for (Problem problem : verdict.problems()) {
            rows.row(List.of(source, "problem", problem.place(), problem.reason()));
        }
        Map<Kind, Long> counts = new TreeMap<>();
        boolean mended = verdict.problems().isEmpty();
        for (Finding finding : sorted(verdict.findings())) {
            counts.merge(finding.kind(), 1L, Long::sum);
            boolean repaired = repair && repairable().contains(finding.kind()) && !failures.containsKey(finding);
            mended &= repaired || !(finding.kind().isDefect() || failures.containsKey(finding));
            rows.row(List.of(source, text(finding.kind()), finding.location(), what(finding, failures)));
        }
        rows.row(Arrays.<@Nullable Object>asList(
                source, mended ? "complete" : "incomplete", null, summary(verdict, counts)));
        return mended;
    }

    private String what(Finding finding, Map<Finding, String> failures) {
        if (!repair || !repairable().contains(finding.kind())) {
            return finding.what();
        }
        String failure = failures.get(finding);
        return finding.what() + (failure == null ? "; repaired" : "; not repaired: " + failure);
    }

    private static String summary(Verdict verdict, Map<Kind, Long> counts) {
        List<String> parts = new ArrayList<>();
        parts.add(Values.plural(verdict.artifacts(), "artifact"));
        counts.forEach((kind, count) -> parts.add(count + " " + text(kind)));
        if (verdict.unaccounted() > 0) {
            parts.add(Values.plural(verdict.unaccounted(), "row") + " that no claim on record stored");
        }
        verdict.digests().ifPresent(digests -> parts.add(text(digests)));
        return String.join(", ", parts);
    }

    private static String text(Verdict.Digests digests) {
        return Values.plural(digests.digests(), "CloudTrail digest") + " with "
                + Values.plural(digests.objects(), "object") + " compared, "
                + (digests.signatures() == 0
                        ? "signatures not checked"
                        : Values.plural(digests.signatures(), "signature") + " checked");
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::kind).thenComparing(Finding::location))
                .toList();
    }

    private static String text(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

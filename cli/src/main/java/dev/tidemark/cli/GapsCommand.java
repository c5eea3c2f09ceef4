package dev.tidemark.cli;

import dev.tidemark.api.Range;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.verify.Lack;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "gaps",
        description = "Shows what is not collected, and why: never asked for, failed, out of reach, or set aside. Goes"
                + " by the state alone; what the state does not know of, 'tidemark verify' finds.",
        footer = {
            "Examples:",
            "  tidemark gaps",
            "  tidemark gaps trail --from 2025-06-01 --to 2025-07-01",
            "  tidemark collect trail --gaps                       fills them",
            "",
            "Exit status 0: no gaps; 3: there are some."
        })
final class GapsCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(
            arity = "0..*",
            paramLabel = "SOURCE",
            description = "Names of sources; or a table, followed by files, folders or globs. Default: all sources.")
    private List<String> words = List.of();

    @Mixin
    private TimeRange range = new TimeRange();

    GapsCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        Range asked = range.at(Instant.now());
        Selection selection = Selection.of(tidemark, words);
        RowPrinter rows = tidemark.printer(
                Heading.text("source"),
                Heading.text("stream"),
                Heading.text("from"),
                Heading.text("to"),
                Heading.text("reason"),
                Heading.text("location"),
                Heading.text("what"));
        Set<Lack.Reason> reasons = new TreeSet<>();
        try (Workspace lake = Workspace.of(selection.configuration(), tidemark.warnings())) {
            for (SourceSettings source : selection.sources()) {
                for (Lack lack : lake.gaps(source, gaps -> gaps.find(asked))) {
                    rows.row(row(source.name(), lack));
                    reasons.add(lack.reason());
                }
            }
        }
        rows.end();
        hint(reasons);
        return reasons.isEmpty() ? Status.DONE : Status.INCOMPLETE;
    }

    private static List<@Nullable Object> row(String source, Lack lack) {
        return Arrays.asList(
                source,
                empty(lack.stream()),
                lack.span().map(Lack.Span::from).orElse(null),
                lack.span().map(Lack.Span::to).orElse(null),
                lack.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                empty(lack.location()),
                lack.what());
    }

    private static @Nullable String empty(String text) {
        return text.isEmpty() ? null : text;
    }

    private void hint(Set<Lack.Reason> reasons) {
        if (reasons.contains(Lack.Reason.NOT_ASKED) || reasons.contains(Lack.Reason.FAILED)) {
            tidemark.console().err().println("tidemark: 'tidemark collect --gaps' collects what can be reached");
        }
        if (reasons.contains(Lack.Reason.QUARANTINED)) {
            tidemark.console()
                    .err()
                    .println("tidemark: 'tidemark quarantine replay' brings in what was mended of what is set aside");
        }
    }
}

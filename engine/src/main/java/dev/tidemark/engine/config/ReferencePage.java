package dev.tidemark.engine.config;

import dev.tidemark.formats.spi.SourceType;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Reference;
import java.util.stream.Collectors;

/** The page that describes every key of the configuration, written from the keys themselves. */
public final class ReferencePage {
    private static final String INTRODUCTION = """
            # Configuration

            <!-- Written from the code by ReferencePageTest; change the descriptions of the keys there. -->

            Tidemark reads `tidemark.toml`, and every other `*.toml` beside it, from the workspace: the folder that
            `--workspace` names, else the nearest folder upwards with a `tidemark.toml`. Everything in it is checked before
            anything runs, and all mistakes are told at once, with file and line: `tidemark config check`. An unknown key is
            a mistake. `tidemark init` writes a file to begin with.

            In texts, `${env:NAME}` stands for an environment variable and `${file:PATH}` for the content of a file, so that
            secrets need not be written here. Spans of time are `250ms`, `90s`, `5m`, `1h30m`, `7d`, `2w`. Inline tables may be
            written over several lines, with comments, and with line ends in place of commas; or as an object of JSON where
            JSON is meant.

            ```toml
            [sources.trail]
            table = "aws_cloudtrail_log"
            from = "30d"
            tp_index = "recipient_account_id"

            [sources.trail.config]
            paths = ["/srv/cloudtrail"]
            file_layout = "AWSLogs/%{NUMBER:account_id}/CloudTrail/%{DATA:region}/%{YEAR:year}/%{MONTHNUM:month}/%{MONTHDAY:day}/%{DATA}.json.gz"
            ```
            """;

    private ReferencePage() {}

    /** In Markdown; it has the connectors and state stores of all modules that are there. */
    public static String write() {
        return INTRODUCTION
                + part("[lake]", "Where rows go.", Reference.of(LakeLocation.KEYS))
                + part(
                        "[sources.NAME]",
                        "A place to collect from. Its name is the partition of its rows (`tp_partition`).",
                        Reference.of(SourceReader.keys()))
                + part(
                        "[sources.NAME.config] of the connector `file`",
                        "Files in local folders, also such as grow and rotate.",
                        Reference.of(FileSettings.KEYS))
                + SourceTypes.all().stream().map(ReferencePage::source).collect(Collectors.joining())
                + part(
                        "[[sources.NAME.streams]]",
                        "Streams of a broker. They are checked and have no effect yet, which is said once in a run.",
                        Reference.of(OutputReader.KEYS))
                + part(
                        "[tables.NAME], [formats.NAME]",
                        "Tables and formats of your own; one of the name of a built-in one takes its place.",
                        "See [tables.md](tables.md).\n")
                + part(
                        "[state], [sources.NAME.state]",
                        "How what has been collected is remembered: for all sources, and otherwise for one.",
                        Reference.of(StateReader.KEYS))
                + part(
                        "[sources.NAME.health]",
                        "By what `tidemark health` judges the source, see [health.md](health.md).",
                        Reference.of(HealthReader.KEYS))
                + part("[health]", "How health is checked.", Reference.of(HealthReader.COMMON_KEYS))
                + StateStoreTypes.all().stream().map(ReferencePage::store).collect(Collectors.joining());
    }

    private static String source(SourceType type) {
        return part(
                "[sources.NAME.config] of the connector `" + type.name() + "`",
                type.description(),
                Reference.of(type.keys()));
    }

    private static String store(StateStoreType type) {
        return part(
                "storage_config of the state store `" + type.name() + "`",
                type.description(),
                Reference.of(type.keys()));
    }

    private static String part(String title, String text, String table) {
        return "\n## " + title + "\n\n" + text + "\n\n" + table;
    }
}

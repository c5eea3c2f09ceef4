package dev.tidemark.engine.config;

import dev.tidemark.formats.table.Catalog;
import dev.tidemark.formats.toml.Document;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Problems;
import dev.tidemark.formats.toml.Section;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the documents of a workspace together. Used once. */
final class ConfigurationReader {
    private static final Key<Section> LAKE = Key.optional("lake", Kind.SECTION, "Where rows go.");
    private static final Key<Section> STATE = Key.optional("state", Kind.SECTION, "How it is remembered.");
    private static final Key<Section> HEALTH = Key.optional("health", Kind.SECTION, "How it is checked.");
    private static final Key<Map<String, Section>> SOURCES =
            Key.optional("sources", Kind.NAMED, "Places to collect from, by name.");

    private final Path workspace;
    private final Problems problems;
    private final Placeholders placeholders;
    private final List<Path> files = new ArrayList<>();
    private final List<Section> documents = new ArrayList<>();

    ConfigurationReader(Path workspace, Problems problems) {
        this.workspace = workspace;
        this.problems = problems;
        placeholders = new Placeholders(System.getenv(), workspace);
    }

    /** Reads {@code tidemark.toml} and, if it is there, what lies beside it. */
    void files() throws IOException {
        Path first = workspace.resolve(Configuration.FILE);
        if (!Files.exists(first)) {
            return;
        }
        files.add(first);
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(workspace, "*.toml")) {
            for (Path file : beside) {
                if (!file.equals(first)) {
                    files.add(file);
                }
            }
        }
        files.subList(1, files.size()).sort(null);
        for (Path file : files) {
            documents.add(Document.read(file, problems, placeholders));
        }
    }

    void text(String name, String toml) {
        documents.add(Document.parse(name, toml, problems));
    }

    Configuration read() {
        LakeLocation lake = once(LAKE)
                .map(section -> LakeLocation.read(section, workspace))
                .orElse(LakeLocation.standard(workspace));
        StateReader standard = StateReader.standard(documents.getLast(), workspace);
        StateReader state = once(STATE).map(standard::overriddenBy).orElse(standard);
        Duration checks = once(HEALTH).map(HealthReader::interval).orElse(HealthReader.STANDARD_INTERVAL);
        Catalog catalog = Catalog.builtIn();
        for (Section document : documents) {
            catalog = catalog.with(document);
        }
        Map<String, SourceSettings> sources = sources(new SourceReader(catalog, state, workspace));
        MadeTables.requireDifferent(sources.values(), problems);
        documents.forEach(Section::end);
        return new Configuration(workspace, files, lake, state.settings(), checks, catalog, sources, remarks());
    }

    private List<String> remarks() {
        return problems.remarks().stream().map(Problems.Fault::toString).toList();
    }

    private Optional<Section> once(Key<Section> key) {
        Optional<Section> found = Optional.empty();
        for (Section document : documents) {
            Optional<Section> here = document.find(key);
            if (found.isPresent() && here.isPresent()) {
                problems.add(
                        here.get().place(),
                        "[" + key.name() + "] is written at " + found.get().place() + " already; keep one of them");
            }
            found = found.or(() -> here);
        }
        return found;
    }

    private Map<String, SourceSettings> sources(SourceReader reader) {
        Map<String, SourceSettings> sources = new LinkedHashMap<>();
        for (Section document : documents) {
            document.find(SOURCES).orElse(Map.of()).forEach((name, section) -> {
                SourceSettings source = reader.read(name, section);
                SourceSettings other = sources.putIfAbsent(name, source);
                if (other != null) {
                    problems.add(
                            section.place(),
                            "[sources." + name + "] is written at " + other.place() + " already; rename one of them");
                }
            });
        }
        return sources;
    }
}

package dev.tidemark.engine.config;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code [state]}: how what has been collected is remembered; a source may say otherwise for itself.
 *
 * @param folder   of the file store, absolute
 * @param id       sets the state apart in the store
 * @param autoSave the longest that something collected waits to be counted
 * @param tracked  what the state document tells besides what it needs
 */
public record StateSettings(Path folder, Optional<String> id, Duration autoSave, List<String> tracked) {
    private static final List<String> STORES = List.of("file");
    private static final List<String> FIELDS = List.of(
            "last_poll_timestamp",
            "total_documents_fetched",
            "poll_count",
            "last_document_id",
            "last_scroll_id",
            "last_offset",
            "error_count",
            "last_error",
            "processing_stats");

    private static final Key<Boolean> ENABLED = Key.of(
            "enabled",
            Kind.FLAG,
            true,
            "Whether what has been collected is remembered; it must be, as nothing else tells what is stored.");
    private static final Key<String> STORAGE_TYPE = Key.of(
            "storage_type",
            oneOf("one of " + String.join(", ", STORES), "state store", STORES),
            "file",
            "Which store keeps the state.");
    private static final Key<Section> STORAGE_CONFIG =
            Key.optional("storage_config", Kind.SECTION, "Settings of the store, see below.");
    private static final Key<String> STATE_ID = Key.optional(
            "state_id",
            Kind.TEXT.map("a name", StateSettings::id),
            "Sets the state apart in the store: it lies in a folder of this name below `base_path`.");
    private static final Key<Duration> AUTO_SAVE = Key.of(
            "auto_save_interval",
            Kind.SPAN,
            Duration.ofSeconds(5),
            "The longest that converted rows wait until they are counted and visible.");
    private static final Key<List<String>> TRACKED = Key.of(
            "tracked_fields",
            Kind.listOf(oneOf("a field of the state", "field of the state", FIELDS)),
            FIELDS,
            "What the state document must tell about the collection; it always tells all of these.");
    private static final Key<String> BASE_PATH =
            Key.of("base_path", Kind.TEXT, "state", "Folder of the state, relative to the workspace.");

    static final List<Key<?>> KEYS = List.of(ENABLED, STORAGE_TYPE, STORAGE_CONFIG, STATE_ID, AUTO_SAVE, TRACKED);
    static final List<Key<?>> FILE_KEYS = List.of(BASE_PATH);

    public StateSettings {
        tracked = List.copyOf(tracked);
    }

    static StateSettings standard(Path workspace) {
        return new StateSettings(workspace.resolve("state"), Optional.empty(), Duration.ofSeconds(5), FIELDS);
    }

    /** These settings where the section says nothing, else the section's. */
    StateSettings overriddenBy(Section section, Path workspace) {
        section.find(STORAGE_TYPE);
        if (!section.read(ENABLED)) {
            section.problem(
                    ENABLED.name(),
                    "the state cannot be switched off: it is what keeps rows from being stored twice. To collect"
                            + " something again use 'collect --from --to --overwrite'");
        }
        return new StateSettings(
                section.find(STORAGE_CONFIG)
                        .map(config -> workspace.resolve(config.read(BASE_PATH)).normalize())
                        .orElse(folder),
                section.find(STATE_ID).or(() -> id),
                section.find(AUTO_SAVE).orElse(autoSave),
                section.find(TRACKED).orElse(tracked));
    }

    private static String id(String text) {
        if (!text.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("'" + text + "' must be of letters, digits, '.', '_' and '-'");
        }
        return text;
    }

    /** The folder that holds the state, absolute. */
    public Path location() {
        return id.map(folder::resolve).orElse(folder);
    }

    private static Kind<String> oneOf(String title, String what, List<String> valid) {
        return Kind.TEXT.map(title, text -> {
            if (!valid.contains(text)) {
                throw new IllegalArgumentException(
                        "there is no " + what + " '" + text + "'" + Nearest.hint(text, valid));
            }
            return text;
        });
    }
}

package dev.tidemark.engine.config;

import dev.tidemark.engine.state.Statistics;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is said of states so far, from the outermost table inwards.
 *
 * @param config settings of the store, read by its type
 */
record StateReader(
        StateStoreType type, Section config, StateStoreScope scope, Duration autoSave, List<String> tracked) {

    private static final Key<Boolean> ENABLED = Key.of(
            "enabled",
            Kind.FLAG,
            true,
            "Whether what has been collected is remembered; it must be, as nothing else tells what is stored.");
    private static final Key<StateStoreType> STORAGE_TYPE = Key.optional(
            "storage_type",
            StateStoreTypes.NAME,
            "Which store keeps the state, see the stores below: `file` by default.");
    private static final Key<Section> STORAGE_CONFIG = Key.optional(
            "storage_config",
            Kind.SECTION,
            "Settings of the store, see below. A source that names another `storage_type` than `[state]` has none of"
                    + " those of `[state]`.");
    private static final Key<String> STATE_ID = Key.optional(
            "state_id",
            Kind.TEXT.map("a name", StateReader::id),
            "Sets the state apart from all others in the same place.");
    private static final Key<Duration> AUTO_SAVE = Key.of(
            "auto_save_interval",
            Kind.SPAN,
            Duration.ofSeconds(5),
            "The longest that converted rows wait until they are counted and visible.");
    private static final Key<List<String>> TRACKED = Key.of(
            "tracked_fields",
            Kind.listOf(Kind.TEXT.map("a field of the state", StateReader::field)),
            Statistics.FIELDS,
            "Which figures of the collection `state show` and `state export` tell; the position they always tell.");

    static final List<Key<?>> KEYS = List.of(ENABLED, STORAGE_TYPE, STORAGE_CONFIG, STATE_ID, AUTO_SAVE, TRACKED);

    /** @param root of a document, for the problems of settings that nobody has written */
    static StateReader standard(Section root, Path workspace) {
        return new StateReader(
                StateStoreTypes.FILE,
                root.without(STORAGE_CONFIG.name()),
                new StateStoreScope(workspace, Optional.empty()),
                Duration.ofSeconds(5),
                Statistics.FIELDS);
    }

    /** This where the section says nothing, else what the section says. */
    StateReader overriddenBy(Section section) {
        if (!section.read(ENABLED)) {
            section.problem(
                    ENABLED.name(),
                    "the state cannot be switched off: it is what keeps rows from being stored twice. To collect"
                            + " something again use 'collect --from --to --overwrite'");
        }
        return store(section)
                .with(
                        section.find(STATE_ID).or(scope::stateId),
                        section.find(AUTO_SAVE).orElse(autoSave),
                        section.find(TRACKED).orElse(tracked));
    }

    private StateReader store(Section section) {
        Optional<StateStoreType> written = section.find(STORAGE_TYPE);
        if (written.isEmpty() && section.has(STORAGE_TYPE.name())) {
            section.ignore(STORAGE_CONFIG.name()); // nobody knows whose keys these are
            return this;
        }
        StateStoreType chosen = written.orElse(type);
        Section inherited = chosen.name().equals(type.name()) ? config : section.without(STORAGE_CONFIG.name());
        return new StateReader(chosen, section.find(STORAGE_CONFIG).orElse(inherited), scope, autoSave, tracked);
    }

    private StateReader with(Optional<String> id, Duration save, List<String> fields) {
        return new StateReader(type, config, new StateStoreScope(scope.workspace(), id), save, fields);
    }

    StateSettings settings() {
        return new StateSettings(type.name(), type.read(config, scope), scope.stateId(), autoSave, tracked);
    }

    private static String id(String text) {
        if (!text.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("'" + text + "' must be of letters, digits, '.', '_' and '-'");
        }
        return text;
    }

    private static String field(String text) {
        if (!Statistics.FIELDS.contains(text)) {
            throw new IllegalArgumentException(
                    "there is no field of the state '" + text + "'" + Nearest.hint(text, Statistics.FIELDS));
        }
        return text;
    }
}

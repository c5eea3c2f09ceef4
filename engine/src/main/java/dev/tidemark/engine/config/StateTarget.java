package dev.tidemark.engine.config;

import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.formats.toml.Document;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Problems;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A state store that is described elsewhere than in the configuration, with the same words.
 *
 * @param type    {@code storage_type}
 * @param config  {@code storage_config}: what is written for each key, placeholders included
 * @param stateId {@code state_id}
 */
public record StateTarget(String type, Map<String, String> config, Optional<String> stateId) {
    private static final Key<Section> STATE = Key.optional("state", Kind.SECTION, "The store.");
    private static final Pattern PLACEHOLDERS = Pattern.compile("(\\$\\{(env|file):[^}]*})+");
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/@]*@");

    public StateTarget {
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    /** Nothing is connected to. @throws ConfigurationException with everything that is wrong with it */
    public StateStorePlace place(Path workspace) throws ConfigurationException {
        Problems problems = new Problems();
        Placeholders texts = new Placeholders(System.getenv(), workspace);
        Section root = Document.parse("command line", toml("state", this::written), problems, texts);
        StateReader standard = StateReader.standard(root, workspace);
        StateStorePlace place = root.find(STATE)
                .map(standard::overriddenBy)
                .orElse(standard)
                .settings()
                .store();
        root.end();
        problems.check();
        return place;
    }

    /**
     * As the configuration says it. Secrets are never shown: where one was written out, a placeholder stands.
     *
     * @param table its name
     */
    public String toml(String table) {
        return toml(table, this::shown);
    }

    private String toml(String table, BiFunction<String, String, String> values) {
        String settings = config.entrySet().stream()
                .map(entry -> Document.key(entry.getKey()) + " = " + values.apply(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return Stream.of(
                        Optional.of("[" + table + "]"),
                        Optional.of("storage_type = " + Document.text(type)),
                        settings.isEmpty()
                                ? Optional.<String>empty()
                                : Optional.of("storage_config = { " + settings + " }"),
                        stateId.map(id -> "state_id = " + Document.text(id)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A text, unless the key wants something else. */
    private String written(String name, String value) {
        boolean plain = kind(name).filter(kind -> kind.equals(Kind.FLAG)).isPresent() && value.matches("true|false");
        return plain || (value.startsWith("[") && !isSecret(name)) ? value : Document.text(value);
    }

    private String shown(String name, String value) {
        if (isSecret(name)) {
            return Document.text(
                    PLACEHOLDERS.matcher(value).matches()
                            ? value
                            : "${env:TIDEMARK_" + name.toUpperCase(Locale.ROOT) + "}");
        }
        boolean placeholder = PLACEHOLDERS.matcher(value).find();
        return written(name, placeholder ? value : CREDENTIALS.matcher(value).replaceAll("***@"));
    }

    private boolean isSecret(String name) {
        return kind(name).filter(kind -> kind.equals(Kind.SECRET)).isPresent();
    }

    private Optional<? extends Kind<?>> kind(String name) {
        return StateStoreTypes.all().stream()
                .filter(each -> each.name().equals(type))
                .map(StateStoreType::keys)
                .flatMap(keys -> keys.stream())
                .filter(key -> key.name().equals(name))
                .map(Key::kind)
                .findFirst();
    }
}

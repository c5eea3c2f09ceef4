package dev.tidemark.cli;

import dev.tidemark.engine.config.FileSettings;
import dev.tidemark.engine.config.PlaceSettings;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.config.StateSettings;
import dev.tidemark.formats.table.CompiledTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source in words, setting by setting. */
final class SourceDescription {
    private SourceDescription() {}

    static Map<String, @Nullable Object> of(SourceSettings source) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("source", source.name());
        settings.put("name", source.title());
        settings.put("written at", source.place());
        settings.put("enabled", source.enabled());
        settings.put("connector", source.connector());
        settings.put("table", source.tableName());
        settings.put(
                "format",
                source.table()
                        .flatMap(CompiledTable::format)
                        .map(FormatDescription::of)
                        .orElse(null));
        settings.put("from", source.from().orElse(null));
        settings.put("delivery_delay", span(source.delay()));
        settings.put("polling_interval", span(source.polling()));
        settings.put("tp_index", source.indexColumn().orElse(null));
        settings.put("filter", source.filter().orElse(null));
        StateSettings state = source.state();
        switch (source.config()) {
            case FileSettings file -> {
                settings.put("config.paths", file.source().paths());
                settings.put("config.names", file.source().names());
                settings.put("config.file_layout", file.source().fileLayout().orElse(null));
            }
            case PlaceSettings other ->
                other.place().settings().forEach((name, value) -> settings.put("config." + name, value));
        }
        settings.put("state.storage_type", state.storageType());
        settings.put("state", state.store());
        settings.put("state.auto_save_interval", span(state.autoSave()));
        return settings;
    }

    /** As the configuration writes it: {@code 1h30m}. */
    private static String span(Duration span) {
        return span.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}

package dev.tidemark.formats.table;

import dev.tidemark.formats.expression.Names;
import dev.tidemark.formats.record.Delimited;
import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.record.Formats;
import dev.tidemark.formats.record.GrokLines;
import dev.tidemark.formats.record.JsonDocument;
import dev.tidemark.formats.record.JsonLines;
import dev.tidemark.formats.record.Regex;
import dev.tidemark.formats.toml.Nearest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The source fields that a table wants, numbered as they are met. */
final class SourceFields implements Names {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    /** Those there can be; empty: any. */
    private final List<String> possible;

    private SourceFields(List<String> possible) {
        this.possible = possible;
    }

    /**
     * Of a format whose fields the user has named himself, others are a mistake. A web server's table may well have
     * columns that a layout does not fill.
     */
    static SourceFields of(Optional<FormatOptions> format) {
        return new SourceFields(
                format.filter(SourceFields::isNamed).map(Formats::names).orElse(List.of()));
    }

    private static boolean isNamed(FormatOptions format) {
        return format instanceof Regex
                || format instanceof GrokLines
                || (format instanceof Delimited delimited && delimited.header() == Delimited.Header.NONE);
    }

    static boolean isJson(FormatOptions format) {
        return format instanceof JsonLines || format instanceof JsonDocument;
    }

    /** Why there cannot be such a field; empty if there can. */
    Optional<String> trouble(String name) {
        return possible.isEmpty() || possible.contains(name)
                ? Optional.empty()
                : Optional.of("the format has no field '" + name + "'" + Nearest.hint(name, possible));
    }

    int number(String name) {
        return numbers.computeIfAbsent(name, key -> numbers.size());
    }

    /** In the order of their numbers. */
    List<String> wanted() {
        return List.copyOf(numbers.keySet());
    }

    @Override
    public OptionalInt find(String name) {
        return trouble(name).isPresent() ? OptionalInt.empty() : OptionalInt.of(number(name));
    }

    @Override
    public Collection<String> all() {
        return possible;
    }
}

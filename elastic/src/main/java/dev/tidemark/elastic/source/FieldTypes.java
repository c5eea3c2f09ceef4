package dev.tidemark.elastic.source;

import dev.tidemark.api.table.Type;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.formats.spi.Member;
import java.util.Map;
import java.util.Optional;

/** What the types of a mapping become in a table. A type that is not known becomes JSON, which holds anything. */
final class FieldTypes {
    /** How the type of a field of times begins whose format is not known. */
    static final String UNREADABLE = "date of the format ";

    private static final String OBJECT = "object";

    private static final Map<String, Type.Scalar> TYPES = Map.ofEntries(
            Map.entry("keyword", Type.Scalar.VARCHAR),
            Map.entry("constant_keyword", Type.Scalar.VARCHAR),
            Map.entry("counted_keyword", Type.Scalar.VARCHAR),
            Map.entry("wildcard", Type.Scalar.VARCHAR),
            Map.entry("text", Type.Scalar.VARCHAR),
            Map.entry("match_only_text", Type.Scalar.VARCHAR),
            Map.entry("pattern_text", Type.Scalar.VARCHAR),
            Map.entry("annotated_text", Type.Scalar.VARCHAR),
            Map.entry("search_as_you_type", Type.Scalar.VARCHAR),
            Map.entry("icu_collation_keyword", Type.Scalar.VARCHAR),
            Map.entry("token_count", Type.Scalar.VARCHAR),
            Map.entry("murmur3", Type.Scalar.VARCHAR),
            Map.entry("ip", Type.Scalar.VARCHAR),
            Map.entry("version", Type.Scalar.VARCHAR),
            Map.entry("binary", Type.Scalar.VARCHAR),
            // No column of whole numbers holds 64 bits without a sign.
            Map.entry("unsigned_long", Type.Scalar.VARCHAR),
            Map.entry("long", Type.Scalar.BIGINT),
            Map.entry("integer", Type.Scalar.BIGINT),
            Map.entry("short", Type.Scalar.BIGINT),
            Map.entry("byte", Type.Scalar.BIGINT),
            Map.entry("double", Type.Scalar.DOUBLE),
            Map.entry("float", Type.Scalar.DOUBLE),
            Map.entry("half_float", Type.Scalar.DOUBLE),
            Map.entry("scaled_float", Type.Scalar.DOUBLE),
            Map.entry("rank_feature", Type.Scalar.DOUBLE),
            Map.entry("boolean", Type.Scalar.BOOLEAN));

    private FieldTypes() {}

    /** A field by its part of the mapping; empty for one that no document holds, another name of a field. */
    static Optional<Member> member(JsonObject field) {
        String type = field.textOr("type", OBJECT);
        return switch (type) {
            case "alias" -> Optional.empty();
            case "date", "date_nanos" -> Optional.of(date(type, field));
            default -> Optional.of(Member.of(TYPES.getOrDefault(type, Type.Scalar.JSON), type));
        };
    }

    static Member object() {
        return Member.of(Type.Scalar.JSON, OBJECT);
    }

    /** A text, unless all the forms in which it may be written can be read. */
    private static Member date(String type, JsonObject field) {
        String format = field.textOr("format", DateFormats.STANDARD);
        return DateFormats.of(format)
                .map(times -> new Member(Type.Scalar.TIMESTAMP, type, times))
                .orElseGet(() -> Member.of(Type.Scalar.VARCHAR, UNREADABLE + format));
    }
}

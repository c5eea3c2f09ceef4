package dev.tidemark.elastic.source;

import dev.tidemark.api.table.Type;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.spi.Member;
import dev.tidemark.formats.spi.Moment;
import dev.tidemark.formats.spi.Shape;
import dev.tidemark.formats.spi.TimeForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From the mappings of indexes to what their records hold. */
final class Mappings {
    private static final String INDEX = "_index";
    private static final int SHOWN = 3;
    /** Where nothing is configured: what says the time by convention. */
    private static final List<String> TIMES = List.of("@timestamp", "timestamp");

    private final FieldChoice choice;
    private final Optional<String> timestamp;

    /** @param timestamp the field that says when it happened, if that is configured */
    Mappings(FieldChoice choice, Optional<String> timestamp) {
        this.choice = choice;
        this.timestamp = timestamp;
    }

    /** @param answer to {@code GET /…/_mapping} */
    Description description(JsonObject answer) {
        Map<String, Shape> shapes = new TreeMap<>();
        for (String index : answer.names()) {
            JsonObject mapping = answer.object(index);
            shapes.put(index, shape(mapping.has("mappings") ? mapping.object("mappings") : JsonObject.EMPTY));
        }
        return new Description(INDEX, own(), shapes);
    }

    /** What a user should know of it. */
    List<String> warnings(Description description) {
        List<String> warnings = new ArrayList<>();
        List<String> timeless = new ArrayList<>();
        description.shapes().forEach((index, shape) -> {
            shape.members().forEach((name, member) -> {
                if (member.told().startsWith(FieldTypes.UNREADABLE)) {
                    warnings.add(name + " of " + index + " is a " + member.told()
                            + ", which is not known: it is kept as text");
                }
            });
            if (shape.moment().isEmpty() && !shape.members().isEmpty()) {
                timeless.add(index);
            }
        });
        if (!timeless.isEmpty()) {
            warnings.add(timeless(timeless));
        }
        return warnings;
    }

    private String timeless(List<String> indexes) {
        String some = String.join(", ", indexes.subList(0, Math.min(SHOWN, indexes.size())));
        String all = indexes.size() > SHOWN ? some + " and " + (indexes.size() - SHOWN) + " more" : some;
        return timestamp
                        .map(name -> "'timestamp_field' is " + name + ", which is no field of times in " + all)
                        .orElse("no field of " + all + " says when a document happened: name it with 'timestamp_field'")
                + "; tp_timestamp is when they are collected";
    }

    private static Map<String, Member> own() {
        Map<String, Member> own = new LinkedHashMap<>();
        own.put(INDEX, Member.of(Type.Scalar.VARCHAR, "name of the index"));
        own.put("_id", Member.of(Type.Scalar.VARCHAR, "id of the document"));
        own.put("_seq_no", Member.of(Type.Scalar.BIGINT, "sequence number in the shard"));
        own.put("_primary_term", Member.of(Type.Scalar.BIGINT, "primary term of the sequence number"));
        own.put("_routing", Member.of(Type.Scalar.VARCHAR, "what the document was routed by, if not by its id"));
        return own;
    }

    private Shape shape(JsonObject mapping) {
        JsonObject fields = properties(mapping);
        Map<String, Member> members = new TreeMap<>();
        for (String name : fields.names()) {
            JsonObject field = fields.object(name);
            if (!isRead(name, field)) {
                continue;
            }
            // Without objects in the mapping the names have dots; documents may be written either way.
            int dot = name.indexOf('.');
            if (dot > 0) {
                members.putIfAbsent(name.substring(0, dot), FieldTypes.object());
            } else {
                FieldTypes.member(field).ifPresent(member -> members.put(name, member));
            }
        }
        return new Shape(members, moment(fields));
    }

    private boolean isRead(String path, JsonObject field) {
        JsonObject below = properties(field);
        return below.names().isEmpty()
                ? choice.has(path)
                : below.names().stream().anyMatch(name -> isRead(path + "." + name, below.object(name)));
    }

    private static JsonObject properties(JsonObject field) {
        return field.has("properties") ? field.object("properties") : JsonObject.EMPTY;
    }

    private Optional<Moment> moment(JsonObject fields) {
        if (timestamp.isPresent()) {
            return moment(fields, timestamp.get());
        }
        return TIMES.stream()
                .map(name -> moment(fields, name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Moment> moment(JsonObject fields, String path) {
        return choice.has(path)
                ? field(fields, path).flatMap(FieldTypes::member).flatMap(member -> moment(member, path))
                : Optional.empty();
    }

    private Optional<Moment> moment(Member member, String path) {
        return switch (member.type()) {
            case TIMESTAMP -> Optional.of(new Moment(path, member.times()));
            // A number or a text that somebody says is a time.
            case BIGINT, VARCHAR, DOUBLE ->
                timestamp.map(chosen -> new Moment(path, List.of(new TimeForm.Iso(), TimeForm.Epoch.MILLIS)));
            default -> Optional.empty();
        };
    }

    private static Optional<JsonObject> field(JsonObject fields, String path) {
        if (fields.has(path)) {
            return Optional.of(fields.object(path));
        }
        int dot = path.indexOf('.');
        return dot > 0 && fields.has(path.substring(0, dot))
                ? field(properties(fields.object(path.substring(0, dot))), path.substring(dot + 1))
                : Optional.empty();
    }
}

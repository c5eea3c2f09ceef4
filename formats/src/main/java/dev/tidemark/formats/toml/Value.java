package dev.tidemark.formats.toml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A value in a document, before anyone knows what it should be. */
public final class Value {
    private final Object content;
    private final Section parent;
    private final String name;
    private final Place place;

    Value(Object content, Section parent, String name, Place place) {
        this.content = content;
        this.parent = parent;
        this.name = name;
        this.place = place;
    }

    public Place place() {
        return place;
    }

    boolean isList() {
        return content instanceof TomlArray;
    }

    boolean isText() {
        return content instanceof String;
    }

    String scalarText() {
        boolean scalar = content instanceof String
                || content instanceof Long
                || content instanceof Double
                || content instanceof Boolean;
        return scalar ? content.toString() : as(String.class);
    }

    <T> T as(Class<T> type) {
        if (!type.isInstance(content)) {
            throw misfit();
        }
        return type.cast(content instanceof String text ? parent.meaning(text) : content);
    }

    /** A table as JSON; a text as it is. */
    String json() {
        return content instanceof TomlTable table ? table.toJson() : as(String.class);
    }

    double real() {
        return content instanceof Long whole ? whole.doubleValue() : as(Double.class);
    }

    Section section() {
        return parent.child(name, as(TomlTable.class), place);
    }

    Map<String, Section> named() {
        Map<String, Section> sections = new LinkedHashMap<>();
        Section all = section();
        for (String child : all.names()) {
            all.value(child).ifPresent(value -> {
                if (value.content instanceof TomlTable) {
                    sections.put(child, value.section());
                } else {
                    all.problem(child, "expected a table, not " + value.said());
                }
            });
        }
        return sections;
    }

    Map<String, String> namedTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        Section all = section();
        for (String child : all.names()) {
            all.find(Key.optional(child, Kind.TEXT, "")).ifPresent(text -> texts.put(child, text));
        }
        return texts;
    }

    <T> List<T> elements(Kind<T> kind) {
        TomlArray array = as(TomlArray.class);
        List<T> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            TomlPosition position = array.inputPositionOf(i);
            Value element = new Value(array.get(i), parent, name + "[" + i + "]", parent.at(position));
            elements.add(kind.reading().read(element));
        }
        return elements;
    }

    private IllegalArgumentException misfit() {
        return new MisfitException(said());
    }

    /** The value, as a message names it. */
    private String said() {
        if (content instanceof String text) {
            return "the text '" + text + "'";
        }
        if (content instanceof TomlTable) {
            return "a table";
        }
        return content instanceof TomlArray ? "a list" : content.toString();
    }

    /** The value is of another sort; whoever knows the key's kind says which was expected. */
    static final class MisfitException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        MisfitException(String said) {
            super(said);
        }
    }
}

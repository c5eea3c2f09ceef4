package dev.tidemark.formats.toml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.tomlj.Toml;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A table of a document. Reading never throws because of what a user wrote: each problem goes to {@link Problems}, and
 * the reader goes on with a default. One thread.
 */
public final class Section {
    private final String path;
    private final TomlTable table;
    private final Place place;
    private final ToIntFunction<TomlPosition> lines;
    private final Problems problems;
    private final UnaryOperator<String> texts;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Section> children = new ArrayList<>();
    /** Tables below this one that have keys of this one, by key. */
    private final Map<String, TomlTable> lifted = new HashMap<>();

    private final Map<String, List<String>> liftedFrom = new HashMap<>();

    /** @param lines of the document as it is written, by places in what was parsed */
    Section(
            String path,
            TomlTable table,
            Place place,
            ToIntFunction<TomlPosition> lines,
            Problems problems,
            UnaryOperator<String> texts) {
        this.path = path;
        this.table = table;
        this.place = place;
        this.lines = lines;
        this.problems = problems;
        this.texts = texts;
    }

    /** Names from the root down, separated by dots; empty for the root. */
    public String path() {
        return path;
    }

    public Place place() {
        return place;
    }

    /** Where a key is written; where the table begins, if it is not. */
    public Place place(String name) {
        TomlPosition position = lifted.getOrDefault(name, table).inputPositionOf(List.of(name));
        return position == null ? place : at(position);
    }

    public Problems problems() {
        return problems;
    }

    /** The keys that are written, in the document's order. */
    public Set<String> names() {
        return table.keySet();
    }

    public boolean has(String name) {
        return table.contains(List.of(name)) || lifted.containsKey(name);
    }

    /** Whether a table below this one has a key. */
    public boolean has(String below, String name) {
        return table.contains(List.of(below, name));
    }

    /**
     * Lets keys of a table below this one be keys of this one, for settings that may be written in either. Called before
     * anything is read.
     */
    public void lift(String below, List<String> names) {
        if (table.get(List.of(below)) instanceof TomlTable source) {
            for (String name : names) {
                if (!source.contains(List.of(name))) {
                    continue;
                }
                TomlPosition position = Objects.requireNonNull(source.inputPositionOf(List.of(name)));
                if (table.contains(List.of(name))) {
                    problems.add(
                            at(position),
                            in() + "'" + name + "' is written in '" + below + "' too, and at " + place(name)
                                    + " already; keep one of them");
                } else {
                    lifted.put(name, source);
                }
            }
        }
        liftedFrom.put(below, List.copyOf(names));
    }

    /** Whether a key holds a table, where something else is valid as well. */
    public boolean holdsTable(String name) {
        return table.get(List.of(name)) instanceof TomlTable;
    }

    /** Whether a key holds a text, where something else is valid as well. */
    public boolean holdsText(String name) {
        return table.get(List.of(name)) instanceof String;
    }

    /** The value of a key, else its default. */
    public <T> T read(Key<T> key) {
        T fallback = key.fallback();
        if (fallback == null) {
            throw new IllegalArgumentException("the key " + key.name() + " has no default: use find");
        }
        return find(key).orElse(fallback);
    }

    /** The value of a key; empty if it is not written or does not fit. */
    public <T> Optional<T> find(Key<T> key) {
        known.add(key.name());
        Optional<Value> value = value(key.name());
        if (value.isEmpty()) {
            if (key.presence() == Key.Presence.REQUIRED) {
                problems.add(place, in() + "the key '" + key.name() + "' is missing: " + key.description());
            }
            return Optional.empty();
        }
        try {
            return Optional.of(key.kind().reading().read(value.get()));
        } catch (Value.MisfitException misfit) {
            problem(key.name(), "expected " + key.kind().title() + ", not " + misfit.getMessage());
        } catch (IllegalArgumentException unfit) {
            problem(key.name(), String.valueOf(unfit.getMessage()));
        }
        return Optional.empty();
    }

    /** Tells a problem with the value of a key. */
    public void problem(String name, String message) {
        known.add(name);
        problems.add(place(name), in() + name + ": " + message);
    }

    /** Tells about every key, here and in the tables below, that nobody has read or {@linkplain #ignore ignored}. */
    public void end() {
        for (String name : table.keySet()) {
            if (!known.contains(name)) {
                problems.add(place(name), in() + "unknown key '" + name + "'" + Nearest.hint(name, known));
            }
        }
        children.forEach(Section::end);
    }

    /** Leaves a key, and all below it, to someone else. */
    public void ignore(String name) {
        known.add(name);
    }

    /** A table below this one that nobody has written: every key of it has its default, or is missing. */
    public Section without(String name) {
        return child(name, Toml.parse(""), place);
    }

    Optional<Value> value(String name) {
        known.add(name);
        return Optional.ofNullable(lifted.getOrDefault(name, table).get(List.of(name)))
                .map(content -> new Value(content, this, name, place(name)));
    }

    Section child(String name, TomlTable content, Place at) {
        Section child = new Section(path.isEmpty() ? name : path + "." + name, content, at, lines, problems, texts);
        children.add(child);
        child.known.addAll(liftedFrom.getOrDefault(name, List.of()));
        return child;
    }

    Place at(TomlPosition position) {
        return new Place(place.file(), lines.applyAsInt(position));
    }

    /** What a text of the document stands for. */
    String meaning(String text) {
        return texts.apply(text);
    }

    private String in() {
        return path.isEmpty() ? "" : "[" + path + "] ";
    }
}

package dev.tidemark.formats.table;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.spi.Member;
import dev.tidemark.formats.spi.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which members of described records get a column, and of which type. A column that is there stays what it is; else of
 * several types the one that most shapes have wins, and of equally many the one of the first shape by name.
 */
final class DescribedColumns {
    /** Holds the members that have no column. */
    static final String REST = "_rest";

    /** A column and the member that it holds. */
    record Chosen(String member, Column column) {}

    private final Description description;
    private final String rowId;
    private final Optional<Schema> known;
    /** Of each member what it is in the shapes that have it, in the order of their names. */
    private final Map<String, List<Member>> members = new TreeMap<>();

    /**
     * @param rowId the member that names a row
     * @param known the columns that the table has already; empty if there is no table yet
     */
    DescribedColumns(Description description, String rowId, Optional<Schema> known) {
        this.description = description;
        this.rowId = rowId;
        this.known = known;
        for (Shape shape : description.shapes().values()) {
            shape.members()
                    .forEach((name, member) -> members.computeIfAbsent(name, missing -> new ArrayList<>())
                            .add(member));
        }
    }

    /** The source's own members, then the others by name. Of names that differ only in their case one is chosen. */
    List<Chosen> all() {
        List<Chosen> all = new ArrayList<>();
        description.own().forEach((name, member) -> all.add(new Chosen(name, column(name, member))));
        Map<String, List<String>> names = new TreeMap<>();
        members.keySet().stream()
                .filter(this::isFree)
                .forEach(name -> names.computeIfAbsent(name.toLowerCase(Locale.ROOT), missing -> new ArrayList<>())
                        .add(name));
        names.forEach((lower, same) -> {
            String chosen = chosen(lower, same);
            Column column = column(chosen, winner(members.getOrDefault(chosen, List.of())));
            if (!(column.type() instanceof Type.StructOf)) {
                all.add(new Chosen(chosen, column));
            }
        });
        return all;
    }

    private boolean isFree(String name) {
        return !name.isEmpty()
                && !name.toLowerCase(Locale.ROOT).startsWith(CommonColumns.PREFIX)
                && !name.equalsIgnoreCase(REST)
                && !name.equalsIgnoreCase(rowId)
                && description.own().keySet().stream().noneMatch(name::equalsIgnoreCase);
    }

    private String chosen(String lower, List<String> same) {
        Optional<String> there = existing(lower).map(Column::name);
        if (there.isPresent() && same.contains(there.get())) {
            return there.get();
        }
        return same.contains(lower) ? lower : same.getFirst();
    }

    private Optional<Column> existing(String name) {
        return known.flatMap(schema -> schema.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst());
    }

    private Column column(String name, Member member) {
        return existing(name).orElseGet(() -> new Column(name, member.type(), member.told()));
    }

    private static Member winner(List<Member> told) {
        Map<Type.Scalar, List<Member>> kinds = new LinkedHashMap<>();
        told.forEach(member -> kinds.computeIfAbsent(kin(member.type()), missing -> new ArrayList<>())
                .add(member));
        // Of equal ones the first is taken, here and there.
        List<Member> most =
                kinds.values().stream().max(comparingInt(List::size)).orElseThrow();
        return most.stream()
                .max(comparing(member -> member.type() == Type.Scalar.DOUBLE))
                .orElseThrow();
    }

    /** Whole numbers fit where others do. */
    private static Type.Scalar kin(Type.Scalar type) {
        return type == Type.Scalar.BIGINT ? Type.Scalar.DOUBLE : type;
    }
}

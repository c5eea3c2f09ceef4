package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A schema and rows, drawn by a seed. */
public final class RandomTable {
    private final Random random;
    private final int rows;
    private final int distinct;
    private final double nulls;
    private final double repeats;
    private final int length;
    public final Layout layout;

    public RandomTable(long seed) {
        random = new Random(seed);
        rows = pick(0, 1, 7, 100, 3_000, 20_000);
        distinct = pick(1, 2, 300, 9_000, 1_000_000);
        nulls = random.nextInt(4) / 3.0;
        repeats = pick(0, 0, 90, 100) / 100.0;
        length = pick(0, 1, 9, 80);
        layout = Layouts.of(new Schema(columns(1 + random.nextInt(7), 0)));
    }

    private int pick(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private List<Column> columns(int count, int depth) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(Column.of("c" + i, type(depth)));
        }
        return columns;
    }

    private Type type(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> new Type.ListOf(scalar());
            case 1 -> depth == 3 ? scalar() : new Type.StructOf(columns(1 + random.nextInt(3), depth + 1));
            default -> scalar();
        };
    }

    private Type.Scalar scalar() {
        Type.Scalar[] all = Type.Scalar.values();
        return all[random.nextInt(all.length)];
    }

    /** In some tables many columns repeat the first one of their type. */
    public List<List<Object>> rows() {
        List<List<Object>> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<Column> columns = layout.schema().columns();
            List<Object> row = values(columns);
            for (int c = 1; c < columns.size(); c++) {
                int first = firstLike(columns, c);
                if (first < c && random.nextDouble() < repeats) {
                    row.set(c, row.get(first));
                }
            }
            all.add(row);
        }
        return all;
    }

    private static int firstLike(List<Column> columns, int column) {
        int first = 0;
        while (!columns.get(first).type().equals(columns.get(column).type())) {
            first++;
        }
        return first;
    }

    private List<Object> values(List<Column> columns) {
        List<Object> values = new ArrayList<>();
        for (Column column : columns) {
            values.add(random.nextDouble() < nulls ? null : value(column.type()));
        }
        return values;
    }

    private Object value(Type type) {
        return switch (type) {
            case Type.Scalar scalar -> scalar(scalar);
            case Type.ListOf list -> {
                List<Object> elements = new ArrayList<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    elements.add(scalar(list.element()));
                }
                yield elements;
            }
            case Type.StructOf struct -> values(struct.children());
        };
    }

    private Object scalar(Type.Scalar type) {
        int number = random.nextInt(distinct) - distinct / 2;
        return switch (type) {
            case BOOLEAN -> number % 3 == 0;
            case INTEGER -> number == 0 ? Integer.MIN_VALUE : number == 1 ? Integer.MAX_VALUE : number;
            case BIGINT -> number == 0 ? Long.MIN_VALUE : number == 1 ? Long.MAX_VALUE : number * 1_000_000_007L;
            case FLOAT -> number == 0 ? -0.0f : number == 1 ? Float.POSITIVE_INFINITY : number / 3.0f;
            case DOUBLE -> number == 0 ? -0.0 : number == 1 ? Double.NEGATIVE_INFINITY : number / 3.0;
            case VARCHAR -> text(number);
            case JSON -> "{\"a\":\"" + text(number) + "\"}";
            case DATE -> number % 40_000;
            case TIMESTAMP -> number * 1_000_003_001L;
        };
    }

    private String text(int number) {
        return length == 0 ? "" : length == 9 ? "shared-prefix-of-all-" + number : number + "é€😀".repeat(length / 8);
    }

    @Override
    public String toString() {
        return rows + " rows of " + distinct + " values, " + nulls + " nulls, " + repeats + " repeated, texts of "
                + length + ", columns " + layout.schema();
    }
}

package dev.tidemark.api.table;

/**
 * A column of a table or a child of a struct.
 *
 * @param description for people; empty if there is none
 */
public record Column(String name, Type type, String description) {
    public static Column of(String name, Type type) {
        return new Column(name, type, "");
    }
}

package dev.tidemark.cli.output;

/** A column of what is written. */
public record Heading(String name, Align align) {
    /** Which side the values of a table stand at. */
    public enum Align {
        LEFT,
        RIGHT
    }

    public static Heading text(String name) {
        return new Heading(name, Align.LEFT);
    }

    public static Heading number(String name) {
        return new Heading(name, Align.RIGHT);
    }
}

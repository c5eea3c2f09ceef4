package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.record.Fields.Kind;
import dev.tidemark.formats.value.Flags;
import dev.tidemark.formats.value.FreeFormTime;
import dev.tidemark.formats.value.Json;
import dev.tidemark.formats.value.JsonParts;
import dev.tidemark.formats.value.Numbers;
import dev.tidemark.formats.value.UnfitValueException;

/** The setters of the types. */
final class Setters {
    /** What a text in a JSON column is. */
    enum Texts {
        /** A JSON string: the record is JSON itself. */
        STRINGS,
        /** JSON that was written into a field of a line. */
        DOCUMENTS
    }

    static final Setter TEXT = (row, column, kind, bytes, from, length) -> row.text(column, bytes, from, length);
    static final Setter SMALL = Setters::small;
    static final Setter WHOLE = Setters::whole;

    private Setters() {}

    static Setter of(Type type, Texts texts) {
        return switch (type) {
            case Type.Scalar scalar -> of(scalar, texts);
            case Type.ListOf list -> new ListSetter(of(list.element(), texts));
            case Type.StructOf struct -> Setters::struct;
        };
    }

    private static Setter of(Type.Scalar type, Texts texts) {
        return switch (type) {
            case BOOLEAN -> Setters::flag;
            case INTEGER -> SMALL;
            case BIGINT -> WHOLE;
            case FLOAT, DOUBLE -> Setters::real;
            case VARCHAR -> TEXT;
            case JSON -> texts == Texts.STRINGS ? Setters::json : Setters::document;
            case DATE -> Setters::date;
            case TIMESTAMP -> Setters::time;
        };
    }

    private static void flag(Row row, int column, Kind kind, byte[] bytes, int from, int length)
            throws UnfitValueException {
        switch (kind) {
            case TRUE -> row.flag(column, true);
            case FALSE -> row.flag(column, false);
            default -> row.flag(column, Flags.parse(bytes, from, length));
        }
    }

    private static void small(Row row, int column, Kind kind, byte[] bytes, int from, int length)
            throws UnfitValueException {
        row.number(column, Numbers.small(bytes, from, length));
    }

    private static void whole(Row row, int column, Kind kind, byte[] bytes, int from, int length)
            throws UnfitValueException {
        row.number(column, Numbers.whole(bytes, from, length));
    }

    private static void real(Row row, int column, Kind kind, byte[] bytes, int from, int length)
            throws UnfitValueException {
        row.real(column, Numbers.real(bytes, from, length));
    }

    private static void date(Row row, int column, Kind kind, byte[] bytes, int from, int length)
            throws UnfitValueException {
        row.number(column, FreeFormTime.days(bytes, from, length));
    }

    private static void time(Row row, int column, Kind kind, byte[] bytes, int from, int length)
            throws UnfitValueException {
        row.time(column, FreeFormTime.micros(bytes, from, length));
    }

    private static void json(Row row, int column, Kind kind, byte[] bytes, int from, int length) {
        if (kind == Kind.TEXT) {
            byte[] quoted = Json.quoted(bytes, from, length);
            row.text(column, quoted, 0, quoted.length);
        } else {
            row.text(column, bytes, from, length);
        }
    }

    private static void document(Row row, int column, Kind kind, byte[] bytes, int from, int length)
            throws UnfitValueException {
        if (kind == Kind.TEXT && !Json.isValid(bytes, from, length)) {
            throw UnfitValueException.of(bytes, from, length, "is not JSON");
        }
        row.text(column, bytes, from, length);
    }

    /** Only makes it present: its children are set by themselves. */
    private static void struct(Row row, int column, Kind kind, byte[] bytes, int from, int length)
            throws UnfitValueException {
        if (kind != Kind.OBJECT) {
            throw UnfitValueException.of(bytes, from, length, "is not an object");
        }
        row.present(column);
    }

    /** Milliseconds since 1970 of a time in any of the usual forms. */
    static void millis(Row row, int column, Kind kind, byte[] bytes, int from, int length) throws UnfitValueException {
        row.number(column, Math.floorDiv(FreeFormTime.micros(bytes, from, length), 1000));
    }

    /** A list: of a JSON array its elements without nulls, of anything else the one value. */
    private record ListSetter(Setter element, JsonParts parts) implements Setter {
        ListSetter(Setter element) {
            this(element, new JsonParts());
        }

        @Override
        public void set(Row row, int column, Kind kind, byte[] bytes, int from, int length) throws UnfitValueException {
            if (kind != Kind.ARRAY) {
                element.set(row, column, kind, bytes, from, length);
                return;
            }
            row.present(column);
            parts.of(bytes, from, length);
            while (parts.next()) {
                if (!parts.isNull()) {
                    add(row, column);
                }
            }
        }

        private static Kind kind(JsonParts part) {
            return switch (part.bytes()[part.from()]) {
                case '{' -> Kind.OBJECT;
                case '[' -> Kind.ARRAY;
                case 't' -> Kind.TRUE;
                case 'f' -> Kind.FALSE;
                default -> Kind.NUMBER;
            };
        }

        private void add(Row row, int column) throws UnfitValueException {
            if (!parts.isText()) {
                element.set(row, column, kind(parts), parts.bytes(), parts.from(), parts.length());
            } else if (parts.hasEscapes()) {
                byte[] text = parts.unescaped();
                element.set(row, column, Kind.TEXT, text, 0, text.length);
            } else {
                element.set(row, column, Kind.TEXT, parts.bytes(), parts.from() + 1, parts.length() - 2);
            }
        }
    }
}

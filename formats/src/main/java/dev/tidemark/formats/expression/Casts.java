package dev.tidemark.formats.expression;

import dev.tidemark.api.table.Type;
import dev.tidemark.formats.value.Flags;
import dev.tidemark.formats.value.FreeFormTime;
import dev.tidemark.formats.value.Json;
import dev.tidemark.formats.value.Numbers;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.List;

/** Values as values of another type. */
public final class Casts {
    private static final long DAY = 86_400_000_000L;

    private Casts() {}

    /** @throws UnfitValueException if the value cannot be one of that type */
    public static Value to(Type type, Value value) throws UnfitValueException {
        if (type == Type.Scalar.VARCHAR) {
            return text(value);
        }
        return switch (type) {
            case Type.Scalar scalar -> to(scalar, value);
            case Type.ListOf list ->
                new Value.Items(value instanceof Value.Items items ? items.values() : List.of(value));
            case Type.StructOf struct -> throw UnfitValueException.of(value.toString(), "is not a STRUCT");
        };
    }

    private static Value to(Type.Scalar type, Value value) throws UnfitValueException {
        return switch (type) {
            case BOOLEAN -> Value.Flag.of(flag(value));
            case INTEGER -> new Value.Whole(small(value));
            case BIGINT -> new Value.Whole(whole(value));
            case FLOAT, DOUBLE -> new Value.Real(real(value));
            case VARCHAR -> text(value);
            case JSON -> value instanceof Value.Text text ? parsed(text) : json(value);
            case DATE -> new Value.Moment(Math.floorDiv(micros(value), DAY) * DAY);
            case TIMESTAMP -> new Value.Moment(micros(value));
        };
    }

    static Value.Text text(Value value) {
        // Not a switch: this is done for each value, and a switch over types is a call where code is compiled quickly.
        if (value instanceof Value.Text text) {
            return text;
        }
        return value instanceof Value.Json json
                ? new Value.Text(json.bytes(), json.from(), json.length())
                : Value.Text.of(value.toString());
    }

    /** A text that holds JSON. */
    private static Value.Json parsed(Value.Text text) throws UnfitValueException {
        if (!Json.isValid(text.bytes(), text.from(), text.length())) {
            throw UnfitValueException.of(text.toString(), "is not JSON");
        }
        return new Value.Json(text.bytes(), text.from(), text.length());
    }

    /** Texts become JSON strings, numbers and flags stay as they are written. */
    static Value.Json json(Value value) {
        if (value instanceof Value.Json json) {
            return json;
        }
        Value.Text text = text(value);
        boolean bare = value instanceof Value.Whole || value instanceof Value.Real || value instanceof Value.Flag;
        byte[] bytes = bare
                ? value.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII)
                : Json.quoted(text.bytes(), text.from(), text.length());
        return new Value.Json(bytes, 0, bytes.length);
    }

    static long whole(Value value) throws UnfitValueException {
        return switch (value) {
            case Value.Whole whole -> whole.number();
            case Value.Flag flag -> flag == Value.Flag.TRUE ? 1 : 0;
            case Value.Real real -> rounded(real);
            default -> {
                Value.Text text = text(value);
                yield Numbers.whole(text.bytes(), text.from(), text.length());
            }
        };
    }

    private static long small(Value value) throws UnfitValueException {
        long whole = whole(value);
        if (whole != (int) whole) {
            throw UnfitValueException.of(value.toString(), "is outside the range of INTEGER; use bigint");
        }
        return whole;
    }

    private static long rounded(Value.Real real) throws UnfitValueException {
        double number = Math.rint(real.number());
        if (!(number >= Long.MIN_VALUE && number < -(double) Long.MIN_VALUE)) {
            throw UnfitValueException.of(real.toString(), "is outside the range of BIGINT");
        }
        return (long) number;
    }

    static double real(Value value) throws UnfitValueException {
        return switch (value) {
            case Value.Whole whole -> whole.number();
            case Value.Real real -> real.number();
            case Value.Flag flag -> flag == Value.Flag.TRUE ? 1 : 0;
            default -> {
                Value.Text text = text(value);
                yield Numbers.real(text.bytes(), text.from(), text.length());
            }
        };
    }

    static boolean flag(Value value) throws UnfitValueException {
        if (value instanceof Value.Flag flag) {
            return flag == Value.Flag.TRUE;
        }
        if (value instanceof Value.Whole whole) {
            return whole.number() != 0;
        }
        Value.Text text = text(value);
        return Flags.parse(text.bytes(), text.from(), text.length());
    }

    static long micros(Value value) throws UnfitValueException {
        if (value instanceof Value.Moment moment) {
            return moment.micros();
        }
        Value.Text text = text(value);
        return FreeFormTime.micros(text.bytes(), text.from(), text.length());
    }
}

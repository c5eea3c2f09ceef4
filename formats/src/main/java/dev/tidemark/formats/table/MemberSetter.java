package dev.tidemark.formats.table;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.record.Field;
import dev.tidemark.formats.record.Fields.Kind;
import dev.tidemark.formats.spi.Member;
import dev.tidemark.formats.spi.TimeForm;
import dev.tidemark.formats.value.FreeFormTime;
import dev.tidemark.formats.value.JsonParts;
import dev.tidemark.formats.value.UnfitValueException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Sets a column to a member of records of one shape. One thread. */
final class MemberSetter {
    private static final int EXACT_DIGITS = 15;
    private static final int MICRO_DIGITS = 6;
    private static final int MILLI_DIGITS = 3;
    private static final List<TimeForm> ISO = List.of(new TimeForm.Iso());

    private final int number;
    private final Column column;
    private final String name;
    private final Member member;
    private final Setter setter;
    private final List<TimeForm> times;

    /**
     * @param number of the column
     * @param name   of the member
     * @param member what it is in this shape
     */
    MemberSetter(int number, Column column, String name, Member member) {
        this.number = number;
        this.column = column;
        this.name = name;
        this.member = member;
        setter = Setters.of(column.type(), Setters.Texts.STRINGS);
        times = member.times().isEmpty() ? ISO : member.times();
    }

    int number() {
        return number;
    }

    boolean holdsObjects() {
        return column.type() == Type.Scalar.JSON;
    }

    boolean isTime() {
        return column.type() == Type.Scalar.TIMESTAMP;
    }

    /** Sets the column, leaves it null where the value is, or leaves the value to the rest. */
    void set(Field value, Row row, Rest rest) throws UnfitValueException {
        if (!value.has()) {
            return;
        }
        if (!(column.type() instanceof Type.Scalar type) || type == Type.Scalar.JSON) {
            set(value.kind(), row, value.bytes(), value.from(), value.length());
        } else if (value.kind() == Kind.OBJECT) {
            throw UnfitValueException.of(value.toString(), "is an object");
        } else if (type == Type.Scalar.VARCHAR) {
            row.text(number, value.bytes(), value.from(), value.length());
        } else if (!single(type, value, row) || isFiner(type, value)) {
            rest.add(name, value);
        }
    }

    /** Why a value does not fit a column in a record of a shape, for people. */
    String reason(UnfitValueException unfit, String shape) {
        return "column " + column.name() + ": " + unfit.reason() + " (the column is "
                + column.type().toString().toLowerCase(Locale.ROOT) + ", " + name + " is " + member.told() + " in "
                + shape
                + ")";
    }

    /** False if it is no single value. */
    private boolean single(Type.Scalar type, Field value, Row row) throws UnfitValueException {
        if (value.kind() == Kind.ARRAY) {
            return onlyOne(row, value);
        }
        if (value.kind() == Kind.TEXT && value.length() == 0 && type != Type.Scalar.TIMESTAMP) {
            return false;
        }
        set(value.kind(), row, value.bytes(), value.from(), value.length());
        return true;
    }

    private boolean onlyOne(Row row, Field array) throws UnfitValueException {
        JsonParts parts = new JsonParts().of(array.bytes(), array.from(), array.length());
        if (!parts.next() || parts.isNull()) {
            return false;
        }
        byte[] bytes = parts.bytes();
        int from = parts.from();
        int length = parts.length();
        boolean text = parts.isText();
        byte[] content = text ? parts.unescaped() : bytes;
        if (parts.next() || bytes[from] == '[' || bytes[from] == '{' || (text && content.length == 0)) {
            return false;
        }
        if (text) {
            set(Kind.TEXT, row, content, 0, content.length);
        } else {
            set(
                    bytes[from] == 't' ? Kind.TRUE : bytes[from] == 'f' ? Kind.FALSE : Kind.NUMBER,
                    row,
                    bytes,
                    from,
                    length);
        }
        return true;
    }

    private void set(Kind kind, Row row, byte[] bytes, int from, int length) throws UnfitValueException {
        if (isTime()) {
            row.time(number, micros(times, kind, bytes, from, length));
            return;
        }
        setter.set(row, number, kind, bytes, from, length);
        if (column.type() == Type.Scalar.DOUBLE && member.type() == Type.Scalar.BIGINT && length > EXACT_DIGITS) {
            requireExact(Double.longBitsToDouble(row.bits(number)), bytes, from, length);
        }
    }

    private static void requireExact(double held, byte[] bytes, int from, int length) throws UnfitValueException {
        String written = new String(bytes, from, length, StandardCharsets.ISO_8859_1).strip();
        if (new BigDecimal(held).compareTo(new BigDecimal(written)) != 0) {
            throw UnfitValueException.of(written, "is no whole number that a DOUBLE holds exactly");
        }
    }

    /** @throws UnfitValueException if it is of none of the forms */
    static long micros(List<TimeForm> times, Kind kind, byte[] bytes, int from, int length) throws UnfitValueException {
        if (kind == Kind.TEXT && length >= "2006-01-02T15:04:05".length() && bytes[from + 10] == 'T' && isIso(times)) {
            try {
                return FreeFormTime.micros(bytes, from, length);
            } catch (UnfitValueException unusual) {
                // ISO 8601 has more forms than the usual ones
            }
        }
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        for (TimeForm form : times) {
            OptionalLong micros = form.micros(text);
            if (micros.isPresent()) {
                return micros.getAsLong();
            }
        }
        throw UnfitValueException.of(text, "is not a TIMESTAMP of the forms of the field");
    }

    private static boolean isIso(List<TimeForm> times) {
        return times.getFirst() instanceof TimeForm.Iso;
    }

    /** Whether a time, or the only one of an array, has digits that its column has not. */
    private boolean isFiner(Type.Scalar type, Field value) {
        if (type != Type.Scalar.TIMESTAMP || value.length() <= MILLI_DIGITS) {
            return false;
        }
        // A number of milliseconds has three digits less; one of seconds is then kept twice.
        int digits = times.contains(TimeForm.Epoch.MILLIS) && !isIsoText(value) ? MILLI_DIGITS : MICRO_DIGITS;
        int end = value.from() + value.length();
        int at = value.from();
        while (at < end && value.bytes()[at] != '.' && value.bytes()[at] != ',') {
            at++;
        }
        for (int digit = at + 1 + digits; digit < end; digit++) {
            byte letter = value.bytes()[digit];
            if (letter < '0' || letter > '9') {
                return false;
            }
            if (letter != '0') {
                return true;
            }
        }
        return false;
    }

    /** Of numbers none has a colon. */
    private static boolean isIsoText(Field value) {
        for (int at = value.from(); at < value.from() + value.length(); at++) {
            if (value.bytes()[at] == ':') {
                return true;
            }
        }
        return false;
    }
}

package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Utf8;
import dev.tidemark.formats.bytes.Words;
import java.util.Arrays;

/**
 * Finds where JSON values end, and checks their grammar on the way.
 *
 * <p>The bytes must be followed by a zero: no rule of the grammar goes past it, so nothing here asks for the limit.
 * Nesting costs a byte a level and no stack. What does not break the grammar but makes a record unusable, bytes that
 * are not UTF-8 and nesting deeper than {@value #DEEPEST}, is noted and passed over.
 */
final class JsonScanner {
    static final int DEEPEST = 1000;

    private static final long QUOTES = '"' * Words.ONES;
    private static final long BACKSLASHES = '\\' * Words.ONES;
    private static final long SPACES = ' ' * Words.ONES;

    private static final long TRUE = Words.of("true");
    private static final long FALSE = Words.of("false");
    private static final long NULL = Words.of("null");

    private byte[] open = new byte[64];
    private int depth;
    private int limit;
    private int invalid;
    private boolean deep;
    private boolean escaped;

    /** Begins to scan bytes of which those from {@code limit} on are not there yet, or belong to something else. */
    void begin(int newLimit) {
        limit = newLimit;
        depth = 0;
        invalid = -1;
        deep = false;
    }

    /** The first byte since {@link #begin} that is not UTF-8; -1 if there was none. */
    int invalid() {
        return invalid;
    }

    boolean tooDeep() {
        return deep;
    }

    /** Whether the last {@link #text} has a backslash. */
    boolean escaped() {
        return escaped;
    }

    /** The first byte from {@code at} on that is not white space. */
    int blank(byte[] bytes, int at) {
        return bytes[at] > ' ' ? at : blanks(bytes, at);
    }

    private static int blanks(byte[] bytes, int at) {
        int i = at;
        while (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t') {
            i++;
        }
        return i;
    }

    /** The byte after a value that begins at {@code at}. */
    int value(byte[] bytes, int at) {
        return bytes[at] == '{' || bytes[at] == '[' ? container(bytes, at) : scalar(bytes, at);
    }

    /** The byte after a name, a colon and white space; the name begins, with its quote, at {@code at}. */
    int name(byte[] bytes, int at) {
        if (bytes[at] != '"') {
            throw new BrokenJson(at, "a name in double quotes");
        }
        return colon(bytes, text(bytes, at + 1) + 1);
    }

    /** The byte after white space, a colon and white space. */
    int colon(byte[] bytes, int at) {
        return bytes[at] == ':' && bytes[at + 1] > ' ' ? at + 1 : spacedColon(bytes, at);
    }

    private int spacedColon(byte[] bytes, int at) {
        int colon = blank(bytes, at);
        if (bytes[colon] != ':') {
            throw new BrokenJson(colon, "':'");
        }
        return blank(bytes, colon + 1);
    }

    private int container(byte[] bytes, int start) {
        int outside = depth;
        int at = enter(bytes, start);
        boolean entered = true;
        while (true) {
            if (entered && bytes[at] == open[depth - 1]) {
                depth--;
                at++;
            } else {
                if (open[depth - 1] == '}') {
                    at = name(bytes, at);
                }
                entered = bytes[at] == '{' || bytes[at] == '[';
                if (entered) {
                    at = enter(bytes, at);
                    continue;
                }
                at = scalar(bytes, at);
            }
            at = leave(bytes, at, outside);
            if (depth == outside) {
                return at;
            }
            entered = false;
        }
    }

    /** Enters an object or array; the byte after its bracket and white space. */
    int enter(byte[] bytes, int at) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = (byte) (bytes[at] == '{' ? '}' : ']');
        deep |= depth > DEEPEST;
        return blank(bytes, at + 1);
    }

    /** After a value: passes the ends of containers, down to a depth, or the comma before the next value. */
    private int leave(byte[] bytes, int start, int outside) {
        int at = start;
        while (depth > outside) {
            at = blank(bytes, at);
            if (bytes[at] == ',') {
                return blank(bytes, at + 1);
            }
            at = end(bytes, at);
        }
        return at;
    }

    /** The byte after the bracket that ends the innermost container. */
    int end(byte[] bytes, int at) {
        if (bytes[at] != open[depth - 1]) {
            throw new BrokenJson(at, "',' or '" + (char) open[depth - 1] + "'");
        }
        depth--;
        return at + 1;
    }

    private int scalar(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case '"' -> text(bytes, at + 1) + 1;
            case 't' -> literal(bytes, at, "true", TRUE);
            case 'f' -> literal(bytes, at, "false", FALSE);
            case 'n' -> literal(bytes, at, "null", NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(bytes, at);
            default -> throw new BrokenJson(at, "a value");
        };
    }

    /** The closing quote of a text whose first byte, or closing quote, is at {@code from}. */
    int text(byte[] bytes, int from) {
        escaped = false;
        int at = from;
        while (true) {
            long word = Words.at(bytes, at);
            // Of a quote, a backslash, a control character, or what is not ASCII the highest bit is set in one of
            // these.
            long found = ((word ^ QUOTES) - Words.ONES | (word ^ BACKSLASHES) - Words.ONES | word - SPACES | word)
                    & Words.HIGH;
            if (found == 0) {
                at += 8;
                continue;
            }
            at += Words.before(found);
            if (bytes[at] == '"') {
                return at;
            }
            at = unusual(bytes, at);
        }
    }

    private int unusual(byte[] bytes, int at) {
        if (bytes[at] == '\\') {
            escaped = true;
            return escape(bytes, at + 1);
        }
        if (bytes[at] >= 0) {
            throw new BrokenJson(at, "the text to go on");
        }
        int size = Utf8.sequence(bytes, at, limit);
        if (size == 0) {
            if (invalid < 0) {
                invalid = at;
            }
            return at + 1;
        }
        return at + size;
    }

    private static int escape(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' -> hexadecimal(bytes, at + 1);
            default -> throw new BrokenJson(at, "an escape such as \\n");
        };
    }

    private static int hexadecimal(byte[] bytes, int from) {
        for (int at = from; at < from + 4; at++) {
            if (Character.digit(bytes[at], 16) < 0) {
                throw new BrokenJson(at, "a hexadecimal digit");
            }
        }
        return from + 4;
    }

    private static int literal(byte[] bytes, int at, String literal, long word) {
        int length = literal.length();
        if ((Words.at(bytes, at) ^ word) << Long.SIZE - Byte.SIZE * length == 0) {
            return at + length;
        }
        int wrong = at;
        while (bytes[wrong] == literal.charAt(wrong - at)) {
            wrong++;
        }
        throw new BrokenJson(wrong, literal);
    }

    private static int number(byte[] bytes, int from) {
        int at = bytes[from] == '-' ? from + 1 : from;
        at = bytes[at] == '0' ? at + 1 : digits(bytes, at);
        if (bytes[at] == '.') {
            at = digits(bytes, at + 1);
        }
        if (bytes[at] == 'e' || bytes[at] == 'E') {
            boolean signed = bytes[at + 1] == '-' || bytes[at + 1] == '+';
            at = digits(bytes, signed ? at + 2 : at + 1);
        }
        return at;
    }

    private static int digits(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw new BrokenJson(at, "a digit");
        }
        return at;
    }
}

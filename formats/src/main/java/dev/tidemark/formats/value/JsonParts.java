package dev.tidemark.formats.value;

import dev.tidemark.formats.bytes.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The members of a JSON object or the elements of a JSON array, one after another, as slices of its text. The text must
 * be valid; of one that is not, what is found is undefined, but it ends. One thread; used again for other values.
 */
public final class JsonParts {
    private static final byte[] NOTHING = {};
    private static final long QUOTES = '"' * Words.ONES;
    private static final long BACKSLASHES = '\\' * Words.ONES;

    private byte[] bytes = NOTHING;
    private int end;
    private int at;
    private boolean object;
    private int nameFrom;
    private int nameEnd;
    private boolean nameEscaped;
    private boolean escaped;
    private int from;
    private int to;

    /** Begins with the parts of a value; one that is neither object nor array has none. */
    public JsonParts of(byte[] source, int start, int length) {
        bytes = source;
        end = start + length;
        at = start;
        skipSpace();
        object = at < end && bytes[at] == '{';
        at = at < end && (object || bytes[at] == '[') ? at + 1 : end;
        return this;
    }

    /** Stands at one value itself, of one byte at least, as if it were a part. */
    public JsonParts single(byte[] source, int start, int length) {
        bytes = source;
        from = start;
        to = start + length;
        end = to;
        at = to;
        escaped = bytes[from] == '"' && Json.escaped(bytes, from, length);
        return this;
    }

    /** Whether the parts are members of an object. */
    public boolean isMember() {
        return object;
    }

    /** Goes to the next part; false if there is none. */
    public boolean next() {
        skipSpace();
        if (at < end && bytes[at] == ',') {
            at++;
            skipSpace();
        }
        if (at >= end || bytes[at] == ']' || bytes[at] == '}') {
            return false;
        }
        if (object) {
            nameFrom = at + 1;
            skipString();
            nameEnd = at - 1;
            nameEscaped = escaped;
            skipSpace();
            at++;
            skipSpace();
        }
        from = at;
        skipValue();
        to = Math.min(at, end);
        return from < to;
    }

    /** The member's name as JSON writes it, without quotes. */
    public String name() {
        return new String(bytes, nameFrom, nameEnd - nameFrom, StandardCharsets.UTF_8);
    }

    /** Whether the member has this name. */
    public boolean named(byte[] name) {
        if (!object || nameEnd < nameFrom) {
            return false;
        }
        if (!nameEscaped) {
            return Arrays.equals(bytes, nameFrom, nameEnd, name, 0, name.length);
        }
        return Arrays.equals(Json.unescaped(bytes, nameFrom, nameEnd - nameFrom), name);
    }

    /** Goes to the last of the members with a name; false if there is none. */
    public boolean last(byte[] name) {
        int lastFrom = -1;
        int lastTo = -1;
        boolean lastEscaped = false;
        while (next()) {
            if (named(name)) {
                lastFrom = from;
                lastTo = to;
                lastEscaped = escaped;
            }
        }
        from = lastFrom;
        to = lastTo;
        escaped = lastEscaped;
        return lastFrom >= 0;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int length() {
        return to - from;
    }

    /** Whether the part is a string. */
    public boolean isText() {
        return bytes[from] == '"';
    }

    public boolean isNull() {
        return bytes[from] == 'n';
    }

    /** A copy of the content of a part that is a string. */
    public byte[] unescaped() {
        return Json.unescaped(bytes, from + 1, to - from - 2);
    }

    /** Whether a part that is a string holds escapes. */
    public boolean hasEscapes() {
        return escaped;
    }

    /** The part as written. */
    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private void skipSpace() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private void skipString() {
        escaped = false;
        at++;
        while (at < end) {
            if (at + Long.BYTES <= end) {
                long word = Words.at(bytes, at);
                long found = Words.firstZero(word ^ QUOTES) | Words.firstZero(word ^ BACKSLASHES);
                if (found == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += Words.before(found);
            }
            if (bytes[at] == '"') {
                break;
            }
            escaped |= bytes[at] == '\\';
            at += bytes[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipValue() {
        if (at >= end) {
            return;
        }
        switch (bytes[at]) {
            case '"' -> skipString();
            case '{', '[' -> skipNested();
            default -> skipWord();
        }
    }

    private void skipNested() {
        int depth = 0;
        do {
            switch (bytes[at]) {
                case '"' -> skipString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0 && at < end);
    }

    private void skipWord() {
        while (at < end && bytes[at] != ',' && bytes[at] != ']' && bytes[at] != '}' && bytes[at] > ' ') {
            at++;
        }
    }
}

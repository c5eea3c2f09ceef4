package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidemark.formats.bytes.Utf8;
import dev.tidemark.formats.record.Fields.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from JSON in one pass that checks the grammar and takes the wanted members as slices. One thread.
 *
 * <p>Of members with one name the last one counts. A record that is a text with an object in it is read as that object.
 */
final class JsonRecord {
    private final JsonScanner scanner = new JsonScanner();
    private final JsonText texts = new JsonText();
    private final JsonText names = new JsonText();
    private final JsonText unescaped = new JsonText();
    private final JsonMember root;
    private final Fields fields;
    private final @Nullable Unclaimed unclaimed;
    private long record;
    private @Nullable String problem;

    JsonRecord(JsonMember root, Fields fields) {
        this(root, fields, null);
    }

    /** @param unclaimed takes what is not wanted, if anything does */
    JsonRecord(JsonMember root, Fields fields, @Nullable Unclaimed unclaimed) {
        this.unclaimed = unclaimed;
        this.root = root;
        this.fields = fields;
    }

    JsonScanner scanner() {
        return scanner;
    }

    Fields fields() {
        return fields;
    }

    /** What makes the last record unusable; null if it can be used. */
    @Nullable
    String problem() {
        return problem;
    }

    /**
     * Reads the record that begins at {@code at}.
     *
     * @param limit the first byte that is not there yet, or belongs to something else; it must be zero
     * @return the byte after the record
     * @throws BrokenJson if it breaks the grammar
     */
    int read(byte[] bytes, int at, int limit) {
        begin(limit);
        texts.clear();
        int end;
        if (bytes[at] == '{') {
            end = object(bytes, at, root);
            root.set(Kind.OBJECT, bytes, at, end - at);
        } else {
            end = scanner.value(bytes, at);
            if (bytes[at] == '"') {
                readText(bytes, at, end);
            } else {
                problem = "a record must be an object, this is " + kind(bytes[at]);
            }
        }
        check(bytes, at);
        return end;
    }

    private void begin(int limit) {
        scanner.begin(limit);
        fields.clear();
        if (unclaimed != null) {
            unclaimed.clear();
        }
        record++;
        problem = null;
    }

    private void readText(byte[] bytes, int at, int end) {
        if (scanner.invalid() >= 0) {
            return; // found again by check
        }
        unescaped.clear();
        int half = unescaped.add(bytes, at + 1, end - 1);
        if (half >= 0) {
            problem = halfPair(bytes, at, half);
            return;
        }
        byte[] inner = unescaped.bytes();
        int limit = unescaped.start() + unescaped.length();
        begin(limit);
        try {
            int start = scanner.blank(inner, unescaped.start());
            if (inner[start] != '{') {
                problem = "a record must be an object, this is a text without one";
                return;
            }
            int after = object(inner, start, root);
            root.set(Kind.OBJECT, inner, start, after - start);
            if (scanner.blank(inner, after) < limit) {
                problem = "the text holds more than one object";
            }
        } catch (BrokenJson e) {
            problem = "the text holds broken JSON at byte " + e.at() + " of it: " + e.reason(inner, limit);
        }
    }

    private void check(byte[] bytes, int at) {
        if (scanner.invalid() >= 0) {
            problem = Utf8.reason(bytes, at, scanner.invalid());
        } else if (scanner.tooDeep()) {
            problem = "nested deeper than " + JsonScanner.DEEPEST + " levels";
        }
    }

    private int object(byte[] bytes, int start, JsonMember within) {
        int at = scanner.enter(bytes, start);
        if (bytes[at] == '}') {
            return scanner.end(bytes, at);
        }
        JsonMember before = within;
        while (true) {
            if (bytes[at] != '"') {
                throw new BrokenJson(at, "a name in double quotes");
            }
            JsonMember member = before == within ? within.first() : before.next();
            int end = member == null ? -1 : member.end(bytes, at + 1);
            if (end < 0) {
                end = scanner.text(bytes, at + 1);
                member = found(bytes, at + 1, end, within);
                expect(member, before, within);
            }
            int name = at + 1;
            int value = scanner.colon(bytes, end + 1);
            if (member == null) {
                at = scanner.value(bytes, value);
            } else {
                at = value(bytes, value, member);
                before = member;
            }
            if (unclaimed != null && within == root) {
                unclaimed.add(member, record, bytes, name, end, value, at);
            }
            at = scanner.blank(bytes, at);
            if (bytes[at] != ',') {
                return scanner.end(bytes, at);
            }
            at = scanner.blank(bytes, at + 1);
        }
    }

    private static void expect(@Nullable JsonMember member, JsonMember before, JsonMember within) {
        if (member == null) {
            return;
        }
        if (before == within) {
            within.expectFirst(member);
        } else {
            before.expectNext(member);
        }
    }

    private @Nullable JsonMember found(byte[] bytes, int from, int to, JsonMember within) {
        if (!scanner.escaped()) {
            return within.find(bytes, from, to);
        }
        names.clear();
        names.add(bytes, from, to);
        return within.find(names.bytes(), names.start(), names.start() + names.length());
    }

    private int value(byte[] bytes, int at, JsonMember member) {
        member.meet(record);
        byte first = bytes[at];
        if (first == '"') {
            int end = scanner.text(bytes, at + 1);
            text(bytes, at + 1, end, member);
            return end + 1;
        }
        int end = first == '{' && member.hasMembers() ? object(bytes, at, member) : scanner.value(bytes, at);
        Kind kind = switch (first) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case 't' -> Kind.TRUE;
            case 'f' -> Kind.FALSE;
            case 'n' -> Kind.NULL;
            default -> Kind.NUMBER;
        };
        member.set(kind, bytes, at, end - at);
        return end;
    }

    private void text(byte[] bytes, int from, int to, JsonMember member) {
        if (!scanner.escaped()) {
            member.set(Kind.TEXT, bytes, from, to - from);
        } else if (member.isWanted()) {
            int half = texts.add(bytes, from, to);
            if (half >= 0) {
                problem = halfPair(bytes, from, half);
            }
            member.set(Kind.TEXT, texts.bytes(), texts.start(), texts.length());
        }
    }

    private static String halfPair(byte[] bytes, int from, int half) {
        return "the text " + new String(bytes, half, 6, US_ASCII) + " at byte " + (half - from)
                + " of a value is half of a surrogate pair, and no character";
    }

    private static String kind(byte first) {
        return switch (first) {
            case '[' -> "an array";
            case 't', 'f' -> "true or false";
            case 'n' -> "null";
            default -> "a number";
        };
    }
}

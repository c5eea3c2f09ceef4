package dev.tidemark.formats.record;

import dev.tidemark.formats.record.Fields.Kind;

/**
 * The parts of an HTTP request line: method, URI with its query, protocol. What a broken client sent has none of them;
 * a URI may hold spaces.
 *
 * @param targets the wanted fields of the parts, -1 where one is not wanted
 */
record RequestLine(int[] targets) {
    void give(byte[] line, int from, int to, Fields fields) {
        int method = word(line, from, to);
        if (!isMethod(line, from, method)) {
            return;
        }
        set(0, line, from, method, fields);
        int uri = afterSpaces(line, method, to);
        int end = beforeSpaces(line, uri, to);
        int last = lastWord(line, uri, end);
        if (last > uri && isProtocol(line, last, end)) {
            set(1, line, uri, beforeSpaces(line, uri, last), fields);
            set(2, line, last, end, fields);
        } else {
            set(1, line, uri, end, fields);
        }
    }

    private void set(int part, byte[] line, int from, int to, Fields fields) {
        if (targets[part] >= 0 && to > from) {
            fields.set(targets[part], Kind.TEXT, line, from, to - from);
        }
    }

    private static boolean isMethod(byte[] line, int from, int to) {
        boolean fits = to > from && isLetter(line[from]);
        for (int at = from; at < to && fits; at++) {
            fits = isLetter(line[at]) || line[at] == '-' || line[at] == '_';
        }
        return fits;
    }

    /** Upper-case letters, a slash, a digit: {@code HTTP/1.1}. */
    private static boolean isProtocol(byte[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] >= 'A' && line[at] <= 'Z') {
            at++;
        }
        return at > from && at + 1 < to && line[at] == '/' && line[at + 1] >= '0' && line[at + 1] <= '9';
    }

    private static boolean isLetter(byte c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static int word(byte[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] != ' ') {
            at++;
        }
        return at;
    }

    private static int afterSpaces(byte[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] == ' ') {
            at++;
        }
        return at;
    }

    private static int beforeSpaces(byte[] line, int from, int to) {
        int at = to;
        while (at > from && line[at - 1] == ' ') {
            at--;
        }
        return at;
    }

    private static int lastWord(byte[] line, int from, int to) {
        int at = to;
        while (at > from && line[at - 1] != ' ') {
            at--;
        }
        return at;
    }
}

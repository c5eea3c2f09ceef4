package dev.tidemark.formats.toml;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes TOML 1.0 of a document whose inline tables are written more freely: over several lines, with comments, with a
 * comma after the last member, with line ends in place of commas; or as an object of JSON, which becomes a text that
 * holds it as it is.
 *
 * <p>What is TOML 1.0 stays as it is, and so does what cannot be understood: the parser complains about it. One use.
 */
final class InlineTables {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern BEGIN = Pattern.compile("\\{\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*:");
    private static final char END = '\0';

    private final String in;
    private final Rewritten out = new Rewritten();
    private int at;
    private int line = 1;

    private InlineTables(String document) {
        in = document;
    }

    static Rewritten rewritten(String document) {
        InlineTables tables = new InlineTables(document);
        while (tables.at < document.length()) {
            tables.statement();
        }
        return tables.out;
    }

    /** A line, or as many as its value has. */
    private void statement() {
        spaces();
        if (isKey() && key()) {
            copy(1);
            spaces();
            value();
        }
        copyTo(lineEnd(at));
        copy(at < in.length() ? 1 : 0);
    }

    private boolean isKey() {
        char next = peek();
        return next == '"' || next == '\'' || isBare(next);
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /** Copies a key, if an equals sign follows it on its line. */
    private boolean key() {
        int end = at;
        while (end < in.length() && in.charAt(end) != '=') {
            char c = in.charAt(end);
            if (c == '"' || c == '\'') {
                end = quoteEnd(end);
            } else if (isBare(c) || c == '.' || c == ' ' || c == '\t') {
                end++;
            } else {
                return false;
            }
        }
        copyTo(end);
        return end < in.length();
    }

    private void value() {
        switch (peek()) {
            case '"', '\'' -> copyTo(textEnd());
            case '[' -> array();
            case '{' -> table();
            default -> scalar();
        }
    }

    private void scalar() {
        copyTo(scalarEnd());
        if (in.charAt(at - 1) != ' ' && (peek() == ']' || peek() == '}')) {
            out.add(" ", line); // the parser takes a date for unfinished that a bracket follows
        }
    }

    /** Lines and comments are as good in arrays as outside. */
    private void array() {
        copy(1);
        while (at < in.length()) {
            switch (peek()) {
                case ']' -> {
                    copy(1);
                    return;
                }
                case ' ', '\t', '\r', '\n', ',' -> copy(1);
                case '#' -> copyTo(lineEnd(at));
                case '=', '}' -> {
                    return; // no array after all
                }
                default -> value();
            }
        }
    }

    private void table() {
        int json = jsonEnd();
        if (json > 0) {
            String object = in.substring(at, json);
            out.add(Document.text(object), line);
            skipTo(json);
            return;
        }
        copy(1);
        while (at < in.length()) {
            gap();
            if (peek() == '}') {
                copy(1);
                return;
            }
            if (!isKey() || !key()) {
                return; // the parser says what is wrong here
            }
            copy(1);
            spaces();
            if ("\r\n#,}".indexOf(peek()) >= 0) {
                return;
            }
            int from = at;
            value();
            if (isCut(from)) {
                return;
            }
            separator();
        }
    }

    /** Whether what began there is a text that its line does not close. */
    private boolean isCut(int from) {
        char first = charAt(from);
        return (first == '"' || first == '\'') && (at < from + 2 || in.charAt(at - 1) != first);
    }

    /** Members of a table have one comma between them, and none after the last one. */
    private void separator() {
        int next = gapEnd(at);
        boolean comma = charAt(next) == ',';
        boolean last = charAt(comma ? gapEnd(next + 1) : next) == '}';
        if (comma) {
            gap();
            skipOrCopy(last);
        } else if (!last && in.substring(at, next).indexOf('\n') >= 0) {
            out.add(",", line);
        }
    }

    private void skipOrCopy(boolean skipped) {
        if (skipped) {
            skipTo(at + 1);
        } else {
            copy(1);
        }
    }

    /** Spaces stay, line ends become spaces, comments go. */
    private void gap() {
        int end = gapEnd(at);
        while (at < end) {
            switch (peek()) {
                case '#' -> skipTo(lineEnd(at));
                case ' ', '\t' -> copy(1);
                default -> {
                    out.add(" ", line);
                    skipTo(at + 1);
                }
            }
        }
    }

    private int gapEnd(int from) {
        int end = from;
        while (" \t\r\n#".indexOf(charAt(end)) >= 0) {
            end = charAt(end) == '#' ? lineEnd(end) : end + 1;
        }
        return end;
    }

    private void spaces() {
        int end = at;
        while (end < in.length() && (in.charAt(end) == ' ' || in.charAt(end) == '\t')) {
            end++;
        }
        copyTo(end);
    }

    /** After the object of JSON that begins here; 0 if none does, or an empty one, which is TOML too. */
    private int jsonEnd() {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in.substring(at))) {
            json.nextToken();
            if (json.nextToken() != JsonToken.PROPERTY_NAME) {
                return 0;
            }
            while (!json.streamReadContext().inRoot()) {
                json.nextToken();
            }
            return at + Math.toIntExact(json.currentLocation().getCharOffset());
        } catch (JacksonException e) {
            if (BEGIN.matcher(in).region(at, in.length()).lookingAt()) {
                int where = Math.max(
                        1, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
                out.broken(line + where - 1, "this is no object of JSON: " + e.getOriginalMessage());
            }
            return 0;
        }
    }

    private int textEnd() {
        String quote = in.substring(at, at + 1);
        if (!in.startsWith(quote.repeat(3), at)) {
            return quoteEnd(at);
        }
        int end = at + 3;
        while (end < in.length() && !in.startsWith(quote.repeat(3), end)) {
            end += quote.equals("\"") && in.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end + 3, in.length());
        while (end < in.length() && in.startsWith(quote, end)) {
            end++; // up to two more belong to the text
        }
        return end;
    }

    /** After the text of one line that begins there; the end of the line if it is not closed. */
    private int quoteEnd(int from) {
        char quote = in.charAt(from);
        int end = from + 1;
        while (end < in.length() && in.charAt(end) != quote && in.charAt(end) != '\n') {
            end += quote == '"' && in.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end < in.length() && in.charAt(end) == quote ? end + 1 : end, in.length());
    }

    private int scalarEnd() {
        int end = at;
        while (end < in.length() && ",]}#\r\n".indexOf(in.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int lineEnd(int from) {
        int end = in.indexOf('\n', from);
        return end < 0 ? in.length() : end;
    }

    private char peek() {
        return charAt(at);
    }

    private char charAt(int index) {
        return index < in.length() ? in.charAt(index) : END;
    }

    private void copy(int characters) {
        copyTo(at + characters);
    }

    private void copyTo(int end) {
        out.add(in.substring(at, end), line);
        skipTo(end);
    }

    private void skipTo(int end) {
        for (; at < end; at++) {
            line += in.charAt(at) == '\n' ? 1 : 0;
        }
    }
}

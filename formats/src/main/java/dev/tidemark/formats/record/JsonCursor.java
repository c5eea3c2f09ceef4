package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Window;
import java.io.IOException;
import java.util.Arrays;

/**
 * A place in JSON of any length. What has to be seen at once is scanned again from its start when it does not end
 * within the window, which then has grown or moved on.
 */
final class JsonCursor {
    /** What {@link #peek} tells at the end of the content. */
    static final int END = -1;

    /** Scans something that begins at {@code at} and returns the byte after it. */
    interface Scan {
        int end(byte[] bytes, int at);
    }

    private final Window window;
    private final JsonScanner scanner = new JsonScanner();
    private final JsonText names = new JsonText();
    private int at;

    JsonCursor(Window window) {
        this.window = window;
    }

    JsonScanner scanner() {
        return scanner;
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    /** The place as a byte of the content. */
    long offset() {
        return window.offset() + at;
    }

    /** Passes white space; the byte behind it, or {@link #END}. */
    int peek() throws IOException {
        while (true) {
            at = scanner.blank(window.bytes(), at);
            if (at < window.limit()) {
                return window.bytes()[at];
            }
            boolean more = window.more(at);
            at = 0;
            if (!more) {
                return END;
            }
        }
    }

    /** Scans from here; the place stays, though it may have another number afterwards. */
    int end(Scan scan) throws IOException {
        while (true) {
            scanner.begin(window.limit());
            try {
                int end = scan.end(window.bytes(), at);
                if (end < window.limit() || window.isAtEnd()) {
                    return end;
                }
            } catch (BrokenJson e) {
                if (e.at() < window.limit() || window.isAtEnd()) {
                    throw e;
                }
            }
            window.more(at);
            at = 0;
        }
    }

    /** Passes a value. */
    void skip() throws IOException {
        peek();
        at = end(scanner::value);
    }

    /** Passes a name, its colon and white space; tells whether it is the one that is looked for. */
    boolean name(byte[] wanted) throws IOException {
        peek();
        int value = end(scanner::name);
        int from = at + 1;
        names.clear();
        names.add(window.bytes(), from, scanner.text(window.bytes(), from));
        at = value;
        return Arrays.equals(names.bytes(), names.start(), names.start() + names.length(), wanted, 0, wanted.length);
    }

    /** Passes the bracket that begins an object or array; false if it ends at once, and is passed as well. */
    boolean enter(int closing) throws IOException {
        at++;
        if (peek() != closing) {
            return true;
        }
        at++;
        return false;
    }

    /** Passes the comma after a value; false if its object or array ends instead, and is passed. */
    boolean next(int closing) throws IOException {
        int found = peek();
        if (found != ',' && found != closing) {
            throw new BrokenJson(at, "',' or '" + (char) closing + "'");
        }
        at++;
        if (found == ',') {
            peek();
        }
        return found == ',';
    }
}

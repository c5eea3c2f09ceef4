package dev.tidemark.formats.bytes;

import dev.tidemark.api.BadArtifactException;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import java.io.IOException;

/**
 * The lines of an artifact, one after another. A byte order mark at the start and a carriage return before a line feed
 * are not part of them. One thread.
 */
public final class Lines {
    private static final long LINE_FEEDS = '\n' * Words.ONES;

    private final Window window;
    private final Input input;
    private int from;
    private int to;
    private int after;
    private int firstAfter;
    private long count;
    private long number;
    private boolean ascii;
    private boolean unfinished;

    /**
     * Begins before the first line; the window must be open, and nothing read from it.
     *
     * @throws BadArtifactException if the content has a byte order mark of UTF-16, which is not read
     */
    public Lines(Window window, Input input) throws IOException {
        this.window = window;
        this.input = input;
        window.more(0);
        after = ByteOrderMark.length(window.bytes(), window.limit());
    }

    /**
     * Moves on to the byte at which the input is to be read; the lines from there on are counted from 1.
     *
     * @throws BadArtifactException if the content is shorter
     */
    public void skip() throws IOException {
        if (input.next() > window.offset() + after) {
            after = window.moveTo(input.next());
            count = 0;
        }
    }

    /** Finds the next line, which may be empty; false if there is none. */
    public boolean next() throws IOException {
        if (unfinished) {
            return false;
        }
        from = after;
        number = count + 1;
        ascii = true;
        if (!find(after)) {
            return false;
        }
        firstAfter = after - from;
        return true;
    }

    /** Adds the next line, and the line break between, to this one; false, and nothing is changed, if there is none. */
    public boolean extend() throws IOException {
        int size = to - from;
        boolean wasUnfinished = unfinished;
        int end = after - from;
        if (after > from && window.bytes()[after - 1] == '\n' && find(after)) {
            return true;
        }
        unfinished = wasUnfinished;
        to = from + size;
        after = from + end;
        return false;
    }

    /** Takes back what {@link #extend} added. */
    public void retract() {
        after = from + firstAfter;
        count = number;
        ascii = false;
        to = end(after);
    }

    /** Leaves this line for the next run: nothing was read of it. */
    public void leave() {
        after = from;
        unfinished = true;
    }

    private boolean find(int start) throws IOException {
        int at = start;
        while (true) {
            int found = lineFeed(at);
            if (found >= 0) {
                after = found + 1;
                to = end(after);
                count++;
                return true;
            }
            int searched = window.limit() - from;
            int begun = start - from;
            boolean more = window.more(from);
            from = 0;
            at = searched;
            start = begun;
            if (!more) {
                return last(start);
            }
        }
    }

    /** What follows the last line feed. */
    private boolean last(int start) {
        after = start;
        if (start == window.limit()) {
            return false;
        }
        if (input.tail() == Input.Tail.UNFINISHED) {
            unfinished = true;
            return false;
        }
        after = window.limit();
        to = end(after);
        count++;
        return true;
    }

    private int lineFeed(int start) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        long seen = 0;
        for (int at = start; at < limit; at += 8) {
            long word = Words.at(bytes, at);
            long found = Words.firstZero(word ^ LINE_FEEDS);
            if (found != 0) {
                seen |= word & Long.lowestOneBit(found) - 1;
                ascii &= (seen & Words.HIGH) == 0;
                return at + Words.before(found);
            }
            seen |= word;
        }
        ascii &= (seen & Words.HIGH) == 0;
        return -1;
    }

    /** The end of the line whose successor begins at {@code next}. */
    private int end(int next) {
        byte[] bytes = window.bytes();
        int end = next > from && bytes[next - 1] == '\n' ? next - 1 : next;
        return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    public byte[] bytes() {
        return window.bytes();
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** The number of the line, or of the first one if it was extended; from 1 on. */
    public long number() {
        return number;
    }

    /** Where the first byte is that is not UTF-8; -1 if all are. */
    public int invalid() {
        return ascii ? -1 : Utf8.invalid(window.bytes(), from, to);
    }

    /** Whether all bytes are known to be ASCII. */
    public boolean isAscii() {
        return ascii;
    }

    /** How far was read once there is no next line. */
    public Decoded decoded() {
        return new Decoded(window.offset() + after, unfinished);
    }
}

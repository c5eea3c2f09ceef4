package dev.tidemark.formats.record;

/** JSON that breaks its grammar. Made often, at the edge of every window: without a stack trace. */
final class BrokenJson extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int at;

    /** @param at the byte that cannot be there; the limit of what was scanned if it ends too early */
    BrokenJson(int at, String expected) {
        super(expected, null, false, false);
        this.at = at;
    }

    int at() {
        return at;
    }

    /** What was expected and what is there instead. */
    String reason(byte[] bytes, int limit) {
        return "expected " + getMessage() + ", found " + (at >= limit ? "its end" : shown(bytes[at]));
    }

    private static String shown(byte found) {
        return found > ' ' && found < 0x7f ? "'" + (char) found + "'" : String.format("byte 0x%02x", found);
    }
}

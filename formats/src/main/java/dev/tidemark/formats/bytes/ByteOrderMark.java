package dev.tidemark.formats.bytes;

import dev.tidemark.api.BadArtifactException;

/** What some programs write before a text to say how it is encoded. */
public final class ByteOrderMark {
    private ByteOrderMark() {}

    /**
     * How many bytes the mark of UTF-8 takes at the beginning of a content; 0 if it is not there.
     *
     * @throws BadArtifactException if the mark is that of UTF-16
     */
    public static int length(byte[] bytes, int limit) throws BadArtifactException {
        if (limit >= 2 && (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff))) {
            throw new BadArtifactException("it is UTF-16 by its first two bytes; convert it to UTF-8");
        }
        return limit >= 3 && starts(bytes, 0xef, 0xbb) && bytes[2] == (byte) 0xbf ? 3 : 0;
    }

    private static boolean starts(byte[] bytes, int first, int second) {
        return bytes[0] == (byte) first && bytes[1] == (byte) second;
    }
}

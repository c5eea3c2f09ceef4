package dev.tidemark.engine.file;

import dev.tidemark.api.state.Mark;
import java.math.BigInteger;
import java.time.Instant;

/**
 * What a file is known by; written as the tag of its mark.
 *
 * @param subject    which bytes {@code head} and {@code tail} were taken of
 * @param growing    whether the file was still being written to, so that a last line may have been left
 * @param version    tells this state of the file from any other, see {@link #version}
 * @param headLength how many bytes {@code head} is of, from the first one on
 * @param head       fingerprint of these
 * @param tail       fingerprint of up to {@value Fingerprint#SPAN} bytes before the end of what was read
 * @param location   where the file lay
 */
record Evidence(
        Subject subject, boolean growing, String version, int headLength, String head, String tail, String location) {
    /** Which bytes a fingerprint is of. */
    enum Subject {
        /** The content, not compressed, up to {@link Mark#next}. */
        CONTENT,
        /** The file as it is stored, up to {@link Mark#size}. */
        STORED
    }

    // The first digit is the version of the scheme: a later one must go on reading this one.
    private static final String SCHEME = "1";
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
    private static final int RADIX = 36;
    /** Until the year 2262 the nanoseconds fit into a long. */
    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000 - 1;

    /** Of a file that nothing was read of: only which one was listed. */
    static Evidence none(Entry file, Settling settling) {
        return new Evidence(
                Subject.CONTENT, settling.growing(file), version(file, settling), 0, "", "", file.location());
    }

    /**
     * The change time of the inode, which tells states apart; while it is so recent that another change may get the
     * same, only which file it is, or nothing if that cannot be told.
     */
    private static String version(Entry file, Settling settling) {
        if (!settling.recent(file)) {
            return nanos(file.changed());
        }
        return file.body() == null ? "" : file.body().toString();
    }

    /** Whether the file is surely as it was. */
    boolean isOf(Entry file) {
        return version.equals(nanos(file.changed()));
    }

    /** Whether this may be of a file that was just listed: it is not, if the numbers of both are known and differ. */
    boolean lists(Entry file) {
        return version.indexOf('-') <= 0
                || file.body() == null
                || version.equals(file.body().toString());
    }

    /** That in a mark; of a mark without any, the path and the time are all that is known. */
    static Evidence of(String id, Mark mark) {
        String tag = mark.tag();
        int end = tag.indexOf(' ') < 0 ? tag.length() : tag.indexOf(' ');
        int version = tag.indexOf('.') + 1;
        int length = tag.indexOf('.', version) + 1;
        int head = tag.indexOf('.', length) + 1;
        int tail = tag.indexOf('.', head) + 1;
        boolean whole = tag.startsWith(SCHEME) && version == 4 && length > version && head > length && tail > head;
        if (!whole || tail > end || "cs".indexOf(tag.charAt(1)) < 0 || "gw".indexOf(tag.charAt(2)) < 0) {
            return new Evidence(Subject.CONTENT, false, nanos(mark.time()), 0, "", "", id);
        }
        return new Evidence(
                tag.charAt(1) == 's' ? Subject.STORED : Subject.CONTENT,
                tag.charAt(2) == 'g',
                tag.substring(version, length - 1),
                Integer.parseInt(tag, length, head - 1, RADIX),
                tag.substring(head, tail - 1),
                tag.substring(tail, end),
                end == tag.length() ? id : tag.substring(end + 1));
    }

    /** Whether the tag of a mark says that its file lies somewhere else than its id does. */
    static boolean elsewhere(Mark mark) {
        return mark.tag().indexOf(' ') >= 0;
    }

    String tag(String id) {
        return SCHEME + (subject == Subject.STORED ? "s" : "c") + (growing ? "g" : "w") + "." + version + "."
                + Integer.toString(headLength, RADIX) + "." + head + "." + tail
                + (location.equals(id) ? "" : " " + location);
    }

    /** The same content in a file as it is now. */
    Evidence in(Entry file, boolean stillGrowing, Settling settling) {
        return new Evidence(subject, stillGrowing, version(file, settling), headLength, head, tail, file.location());
    }

    private static String nanos(Instant time) {
        if (Math.abs(time.getEpochSecond()) < LAST_SECOND) {
            return Long.toString(time.getEpochSecond() * 1_000_000_000 + time.getNano(), RADIX);
        }
        return BigInteger.valueOf(time.getEpochSecond())
                .multiply(NANOS)
                .add(BigInteger.valueOf(time.getNano()))
                .toString(RADIX);
    }
}

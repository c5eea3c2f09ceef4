package dev.tidemark.engine.file;

import dev.tidemark.api.state.Mark;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file is known by; written as the tag of its mark.
 *
 * @param subject    which bytes {@code head} and {@code tail} were taken of
 * @param growing    whether the file was still being written to, so that a last line may have been left
 * @param changed    the change time of the inode
 * @param headLength how many bytes {@code head} is of, from the first one on
 * @param head       fingerprint of these
 * @param tail       fingerprint of up to {@value Fingerprint#SPAN} bytes before the end of what was read
 * @param location   where the file lay
 */
record Evidence(
        Subject subject, boolean growing, Instant changed, int headLength, String head, String tail, String location) {
    /** Which bytes a fingerprint is of. */
    enum Subject {
        /** The content, not compressed, up to {@link Mark#next}. */
        CONTENT,
        /** The file as it is stored, up to {@link Mark#size}. */
        STORED
    }

    // The first digit is the version of the scheme: a later one must go on reading this one.
    private static final Pattern TAG = Pattern.compile(
            "1([cs])([gw])\\.([0-9a-z-]+)\\.([0-9a-z]+)\\.([\\w-]*)\\.([\\w-]*)(?: (.*))?", Pattern.DOTALL);
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
    private static final int RADIX = 36;
    /** As many digits as a long surely has room for; until the year 2120 none has more. */
    private static final int SHORT = 12;

    /** Of a file that nothing was read of: only which one was listed. */
    static Evidence none(Entry file, boolean growing) {
        String body = file.body() == null ? "" : file.body().toString();
        return new Evidence(Subject.CONTENT, growing, file.changed(), 0, body, "", file.location());
    }

    /** Whether it may be of this file, if nothing was read of it. */
    boolean lists(Entry file) {
        return headLength > 0
                || head.isEmpty()
                || file.body() == null
                || head.equals(file.body().toString());
    }

    /** That in a mark; of a mark without any, the path and the time are all that is known. */
    static Evidence of(String id, Mark mark) {
        Matcher tag = TAG.matcher(mark.tag());
        if (!tag.matches()) {
            return new Evidence(Subject.CONTENT, false, mark.time(), 0, "", "", id);
        }
        return new Evidence(
                tag.group(1).equals("s") ? Subject.STORED : Subject.CONTENT,
                tag.group(2).equals("g"),
                time(tag.group(3)),
                Integer.parseInt(tag.group(4), RADIX),
                tag.group(5),
                tag.group(6),
                tag.group(7) == null ? id : tag.group(7));
    }

    /** Whether the tag of a mark says that its file lies somewhere else than its id does. */
    static boolean elsewhere(Mark mark) {
        return mark.tag().indexOf(' ') >= 0;
    }

    String tag(String id) {
        return "1" + (subject == Subject.STORED ? "s" : "c") + (growing ? "g" : "w") + "." + nanos(changed) + "."
                + Integer.toString(headLength, RADIX) + "." + head + "." + tail
                + (location.equals(id) ? "" : " " + location);
    }

    /** The same content in a file as it is now. */
    Evidence in(Entry file, boolean stillGrowing) {
        return new Evidence(subject, stillGrowing, file.changed(), headLength, head, tail, file.location());
    }

    private static String nanos(Instant time) {
        return BigInteger.valueOf(time.getEpochSecond())
                .multiply(NANOS)
                .add(BigInteger.valueOf(time.getNano()))
                .toString(RADIX);
    }

    private static Instant time(String nanos) {
        if (nanos.length() <= SHORT) {
            return Instant.ofEpochSecond(0, Long.parseLong(nanos, RADIX));
        }
        BigInteger[] parts = new BigInteger(nanos, RADIX).divideAndRemainder(NANOS);
        try {
            return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("no time: " + nanos, e);
        }
    }
}

package dev.tidemark.cli.sample;

import java.util.SplittableRandom;

/** Random choices that the seed decides. One thread. */
final class Dice {
    static final String HEX = "0123456789abcdef";
    static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Dice for a part of the logs, which do not depend on what is drawn for other parts. */
    static Dice of(long seed, String part, int number) {
        return new Dice(seed * 0x9E3779B97F4A7C15L + part.hashCode() * 0x632BE59BD9B4E019L + number);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True in {@code percent} of a hundred throws. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** An index below {@code n}; small ones are much likelier, as a few names fill most of a real log. */
    int skewed(int n) {
        return (int) Math.min(n - 1, Math.pow(n, random.nextDouble()) - 1);
    }

    /** A size whose logarithm is spread evenly, from 1 on and below {@code bound}. */
    long size(long bound) {
        return (long) Math.pow((double) bound, random.nextDouble());
    }

    <T> T pick(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T pickSkewed(T[] choices) {
        return choices[skewed(choices.length)];
    }

    String text(String alphabet, int length) {
        StringBuilder out = new StringBuilder(length);
        append(out, alphabet, length);
        return out.toString();
    }

    void append(StringBuilder out, String alphabet, int length) {
        for (int i = 0; i < length; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
    }

    void appendUuid(StringBuilder out) {
        long high = random.nextLong();
        long low = random.nextLong();
        hex(out, high, 64, 32);
        hex(out.append('-'), high, 32, 16);
        hex(out.append("-4"), high, 12, 0);
        hex(out.append("-a"), low, 60, 48);
        hex(out.append('-'), low, 48, 0);
    }

    /** The bits from {@code from} down to {@code to} as hexadecimal digits. */
    private static void hex(StringBuilder out, long bits, int from, int to) {
        for (int shift = from - 4; shift >= to; shift -= 4) {
            out.append(HEX.charAt((int) (bits >>> shift) & 15));
        }
    }
}

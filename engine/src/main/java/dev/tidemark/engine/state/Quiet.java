package dev.tidemark.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long a stream has been without records before, by the hour of the week: what is quiet at night may be an outage at
 * noon. Remembers four whole weeks and the current one, a letter for each hour.
 *
 * @param since when this began to be observed
 * @param weeks by the number of the week since 1970-01-01; 168 letters each, the hours in UTC, see {@link #LETTERS}
 */
public record Quiet(Optional<Instant> since, SortedMap<Long, String> weeks) {
    public static final Quiet UNKNOWN = new Quiet(Optional.empty(), new TreeMap<>());

    /** A letter is a span: {@code .} nothing observed, each further one a fifth longer than the one before. */
    private static final String LETTERS = ".ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final double STEP = Math.pow(2, 0.25);
    private static final Duration KNOWN = Duration.ofDays(14);
    private static final int REMEMBERED = 5;
    private static final int HOURS = 168;
    /** An outage must not be taken for a habit at once. */
    private static final int MORE_THAN_EVER = 4;

    public Quiet {
        weeks = new TreeMap<>(weeks);
        for (Map.Entry<Long, String> week : weeks.entrySet()) {
            if (!week.getValue().matches("[.A-Za-z0-9+/]{" + HOURS + "}")) {
                throw new IllegalArgumentException("week " + week.getKey() + " of quiet spells is not 168 letters");
            }
        }
    }

    /** This once records came to a stream again that had been without. */
    Quiet after(Instant begin, Instant end) {
        SortedMap<Long, StringBuilder> changed = new TreeMap<>();
        weeks.forEach((week, letters) -> changed.put(week, new StringBuilder(letters)));
        for (long hour = Math.max(hour(begin), hour(end) - HOURS + 1); hour <= hour(end); hour++) {
            Instant passed = Instant.ofEpochSecond((hour + 1) * 3600);
            Duration spell = Duration.between(begin, passed.isBefore(end) ? passed : end);
            Duration usual = longest(passed)
                    .map(ever -> ever.multipliedBy(MORE_THAN_EVER))
                    .orElse(spell);
            int level = level(spell.compareTo(usual) > 0 ? usual : spell);
            StringBuilder week = changed.computeIfAbsent(hour / HOURS, fresh -> new StringBuilder(".".repeat(HOURS)));
            int at = (int) (hour % HOURS);
            week.setCharAt(at, LETTERS.charAt(Math.max(LETTERS.indexOf(week.charAt(at)), level)));
        }
        SortedMap<Long, String> kept = new TreeMap<>();
        changed.forEach((week, letters) -> kept.put(week, letters.toString()));
        while (kept.size() > REMEMBERED) {
            kept.remove(kept.firstKey());
        }
        return new Quiet(since.or(() -> Optional.of(end)), kept);
    }

    /** The longest quiet spell at about this hour of the week; empty until two weeks are known. */
    public Optional<Duration> longest(Instant now) {
        if (since.isEmpty() || since.get().plus(KNOWN).isAfter(now)) {
            return Optional.empty();
        }
        int longest = 0;
        for (long hour = hour(now) - 1; hour <= hour(now) + 1; hour++) {
            for (String week : weeks.values()) {
                longest = Math.max(longest, LETTERS.indexOf(week.charAt((int) (hour % HOURS))));
            }
        }
        return longest == 0 ? Optional.empty() : Optional.of(span(longest));
    }

    private static long hour(Instant time) {
        return Math.max(1, time.getEpochSecond() / 3600);
    }

    /** The shortest span of a letter that is not shorter. */
    private static int level(Duration spell) {
        double minutes = Math.max(0, spell.toMillis() / 60_000.0);
        int level = 1 + (int) Math.ceil(Math.log(minutes + 1) / Math.log(STEP));
        return Math.min(level, LETTERS.length() - 1);
    }

    private static Duration span(int level) {
        return Duration.ofMillis(Math.round((Math.pow(STEP, level - 1) - 1) * 60_000));
    }
}

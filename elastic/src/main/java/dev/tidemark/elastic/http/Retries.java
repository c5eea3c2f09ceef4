package dev.tidemark.elastic.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often something is tried, and the pauses between: twice as long each time, and at random within that, so that
 * many who failed together do not come back together.
 *
 * @param attempts the first one included
 * @param first    the longest first pause
 * @param longest  no pause is longer, and no server is waited for that asks for a longer one
 */
public record Retries(int attempts, Duration first, Duration longest) {
    public static final Retries STANDARD = new Retries(6, Duration.ofMillis(200), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 20;

    public Retries {
        if (attempts < 1) {
            throw new IllegalArgumentException("at least one attempt must be made, not " + attempts);
        }
    }

    /** @param failed how many attempts failed so far, at least one */
    Duration pause(int failed, RandomGenerator random) {
        long most = Math.min(first.toMillis() << Math.min(failed - 1, MOST_DOUBLINGS), Math.max(longest.toMillis(), 1));
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}

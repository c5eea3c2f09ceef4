package dev.tidemark.engine.health;

import java.time.Duration;

/**
 * A source that should be collected.
 *
 * @param connector its type: the name of its only stream while it has shown none
 * @param enabled   whether it is switched on
 * @param polling   how often it is collected
 * @param delay     how late something may still turn up at the source
 */
public record Expected(
        String source, String connector, boolean enabled, Duration polling, Duration delay, HealthSettings settings) {
    private static final Duration LEAST_HEARTBEAT = Duration.ofMinutes(5);
    private static final Duration LEAST_FAILING = Duration.ofMinutes(15);
    private static final Duration LEAST_BEHIND = Duration.ofHours(1);

    /** How long nothing may be heard of the collector. */
    Duration notRunning() {
        return settings.notRunning().orElse(longer(polling.multipliedBy(2), LEAST_HEARTBEAT));
    }

    /** How long there may be no good round while rounds fail. */
    Duration failing() {
        return settings.failing().orElse(longer(polling.multipliedBy(2), LEAST_FAILING));
    }

    /** How far it may be behind; counted from what the source shows, so without the delivery delay. */
    Duration behind() {
        return settings.behind().orElse(longer(polling.multipliedBy(10), LEAST_BEHIND));
    }

    /** How long may pass until it is collected first. */
    Duration grace() {
        return longer(polling.multipliedBy(3), LEAST_HEARTBEAT);
    }

    /** The shortest silence of a source that may mean something. */
    Duration leastSilence() {
        return longer(polling.multipliedBy(3), LEAST_BEHIND);
    }

    /** How long a stream may be out of sight: what comes late may bring it back. */
    Duration outOfSight() {
        return longer(delay, grace());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}

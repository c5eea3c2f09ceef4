package dev.tidemark.engine.state;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What went wrong, and whether it still does.
 *
 * @param failures  rounds that failed since the last one that did not
 * @param since     when the first of them ended
 * @param kind      of the last error, also of one that is over
 * @param notBefore the source should not be asked earlier
 * @param errors    by kind, ever
 */
public record Trouble(
        long failures,
        Optional<Instant> since,
        Optional<ErrorClass> kind,
        Optional<Instant> notBefore,
        Map<ErrorClass, Long> errors) {
    public static final Trouble NONE = new Trouble(0, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public Trouble {
        errors = Map.copyOf(errors);
    }

    Trouble after(Round round) {
        Map<ErrorClass, Long> all = new EnumMap<>(ErrorClass.class);
        all.putAll(errors);
        Optional<ErrorClass> last = kind;
        if (round.setAside() > 0) {
            last = Optional.of(ErrorClass.DECODE);
            all.merge(ErrorClass.DECODE, round.setAside(), Long::sum);
        }
        if (round.failure().isEmpty()) {
            return new Trouble(0, Optional.empty(), last, Optional.empty(), all);
        }
        Failure failure = round.failure().get();
        all.merge(failure.kind(), 1L, Long::sum);
        return new Trouble(
                failures + 1,
                since.or(() -> Optional.of(round.ended())),
                Optional.of(failure.kind()),
                failure.notBefore(),
                all);
    }
}

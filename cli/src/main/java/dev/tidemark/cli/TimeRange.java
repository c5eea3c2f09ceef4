package dev.tidemark.cli;

import dev.tidemark.api.Range;
import dev.tidemark.engine.config.From;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options {@code --from} and {@code --to}. */
final class TimeRange {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Time.class,
            description = "From this time on, such as 2025-06-01, 2025-06-01T12:00:00Z or 7d (ago).")
    private @Nullable From from;

    @Option(names = "--to", paramLabel = "TIME", converter = Time.class, description = "Before this time.")
    private @Nullable From to;

    /** @throws UsageException if it ends before it begins */
    Range at(Instant now) {
        Instant begin = from == null ? Instant.MIN : from.at(now);
        Instant end = to == null ? Instant.MAX : to.at(now);
        if (!begin.isBefore(end)) {
            throw new UsageException("--from " + begin + " must be before --to " + end);
        }
        return new Range(begin, end);
    }

    boolean isOpen() {
        return from == null && to == null;
    }

    static final class Time implements ITypeConverter<From> {
        @Override
        public From convert(String text) {
            try {
                return From.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

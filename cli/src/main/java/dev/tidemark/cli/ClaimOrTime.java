package dev.tidemark.cli;

import dev.tidemark.cli.output.Values;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.config.From;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in the history of a source: the number of a claim, or a time. */
sealed interface ClaimOrTime {
    /** A claim by its number. */
    record Claim(long number) implements ClaimOrTime {}

    /** The last claim until then. */
    record Time(From time) implements ClaimOrTime {}

    /**
     * The number of the claim.
     *
     * @throws UsageException if there was none yet
     */
    default long in(SourceState state, Instant now) throws IOException {
        long last = state.claim();
        return switch (this) {
            case Claim claim -> {
                if (claim.number() > last) {
                    throw new UsageException("there is no claim " + claim.number() + " yet: the last one is " + last);
                }
                yield claim.number();
            }
            case Time until -> {
                Instant time = until.time().at(now);
                long claim = state.claimAt(time);
                if (claim == 0) {
                    throw new UsageException(
                            "no claim is known that was made until " + Values.time(time.truncatedTo(ChronoUnit.SECONDS))
                                    + "; 'tidemark state history' shows them, and 0 stands for the time before the first");
                }
                yield claim;
            }
        };
    }

    /** Reads it as it is written. */
    final class Converter implements ITypeConverter<ClaimOrTime> {
        @Override
        public ClaimOrTime convert(String text) {
            if (text.matches("\\d{1,18}")) {
                return new Claim(Long.parseLong(text));
            }
            try {
                return new Time(From.parse(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        e.getMessage() + "; or write the number of a claim, as 'tidemark" + " state history' shows it");
            }
        }
    }
}

package dev.tidemark.engine.collect;

import java.util.Optional;

/**
 * What a run read of a stream.
 *
 * @param rows    records that were read
 * @param bytes   as stored by the source
 * @param failure why something could not be read; of several the last
 */
record StreamFigures(long rows, long bytes, Optional<String> failure) {
    static final StreamFigures NONE = new StreamFigures(0, 0, Optional.empty());

    static StreamFigures of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Read read ->
                new StreamFigures(read.rows().read(), read.artifact().size(), Optional.empty());
            case Outcome.SetAside broken -> failed(broken.artifact().location(), broken.reason());
            case Outcome.Failed failed -> failed(failed.artifact().location(), failed.reason());
            case Outcome.Left left -> NONE;
        };
    }

    StreamFigures plus(StreamFigures more) {
        return new StreamFigures(rows + more.rows, bytes + more.bytes, more.failure.or(() -> failure));
    }

    private static StreamFigures failed(String location, String reason) {
        return new StreamFigures(0, 0, Optional.of(location + ": " + reason));
    }
}

package dev.tidemark.embed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.engine.quarantine.Descriptions;
import dev.tidemark.engine.quarantine.Told;
import dev.tidemark.formats.spi.DescribedStreams;
import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.spi.SourcePlace;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells what the records of a source hold. Safe for many threads. */
@FunctionalInterface
interface Telling {
    /** @throws IOException if that cannot be told now */
    Description description() throws IOException;

    /** For what is collected: what the source tells now, which is kept before any row of it can be. */
    static Telling collecting(DescribedStreams streams, SourcePlace place, Descriptions kept) {
        String settings = settings(place);
        return () -> {
            Description now = streams.description();
            kept.keep(new Told(settings, now));
            return now;
        };
    }

    /**
     * For what was collected once: what the source told then. It is asked again if its settings have changed since, for
     * it may tell something else then; if it cannot be, what it told before is all there is.
     */
    static Telling recalling(
            DescribedStreams streams, SourcePlace place, Descriptions kept, Consumer<String> warnings) {
        String settings = settings(place);
        return () -> {
            Optional<Told> before = kept.read();
            if (before.isPresent() && before.get().settings().equals(settings)) {
                return before.get().description();
            }
            try {
                Told now = new Told(settings, streams.description());
                return before.map(now::over).orElse(now).description();
            } catch (IOException e) {
                if (before.isEmpty()) {
                    throw e;
                }
                warnings.accept("the settings have changed since the last collection, and what records hold cannot be"
                        + " asked: " + e.getMessage() + ". They are read as that collection knew them");
                return before.get().description();
            }
        };
    }

    /** Which settings these are, without saying them. */
    private static String settings(SourcePlace place) {
        return UUID.nameUUIDFromBytes(place.settings().toString().getBytes(UTF_8))
                .toString();
    }
}

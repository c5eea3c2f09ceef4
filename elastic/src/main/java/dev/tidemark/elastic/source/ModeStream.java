package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.elastic.http.JsonObject;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An index that is read in the mode of its position. Where there is none, in the mode that is configured; {@code auto}
 * chooses one when the first page is asked for, and stays with it.
 */
final class ModeStream implements PagedSource<ModeStream.Position> {
    private static final String BEGIN = "begin";

    /** Chooses a mode for an index that nothing was read of. */
    interface Choice {
        /** @throws IOException if none can be chosen, with what is to be written */
        Mode mode() throws IOException;
    }

    /** A position in some mode. */
    sealed interface Position {}

    /** Nothing is read, and the mode is not chosen. */
    record Begin() implements Position {}

    /** A position in one mode. */
    record At<P>(PagedSource<P> reader, P where) implements Position {
        String json() {
            return reader.encode(where);
        }

        Optional<Page<Position>> next() throws IOException {
            return reader.next(where)
                    .map(page -> new Page<>(page.records(), new At<>(reader, page.after()), page.told(), page.gap()));
        }
    }

    private final Mode configured;
    private final Choice choice;
    private final Function<Mode, PagedSource<?>> readers;
    private final Map<Mode, PagedSource<?>> made = new EnumMap<>(Mode.class);

    /**
     * @param choice  asked if {@code auto} is configured
     * @param readers make one for a mode, without asking anything of the cluster
     */
    ModeStream(Mode configured, Choice choice, Function<Mode, PagedSource<?>> readers) {
        this.configured = configured;
        this.choice = choice;
        this.readers = readers;
    }

    @Override
    public Position first() {
        return configured == Mode.AUTO ? new Begin() : begin(reader(configured));
    }

    @Override
    public String encode(Position position) {
        return switch (position) {
            case Begin begin -> "{\"mode\":\"" + Mode.AUTO + "\",\"" + BEGIN + "\":true}";
            case At<?> at -> at.json();
        };
    }

    @Override
    public Position decode(String json) {
        JsonObject position = JsonObject.parse(json.getBytes(UTF_8));
        // Positions by sequence number had no name before there were others.
        Mode mode = Mode.named(position.has("mode") ? position.text("mode") : Mode.SEQUENCE.toString());
        if (mode == Mode.AUTO && position.has(BEGIN)) {
            return first();
        }
        if (configured != Mode.AUTO && mode != configured) {
            throw new IllegalArgumentException("it is of mode " + mode + ", and mode is " + configured
                    + ", which cannot read on from it: write mode = \"" + mode + "\" to read on");
        }
        return at(reader(mode), json);
    }

    @Override
    public Optional<Page<Position>> next(Position position) throws IOException {
        return switch (position) {
            case Begin begin -> begin(reader(choice.mode())).next();
            case At<?> at -> at.next();
        };
    }

    private PagedSource<?> reader(Mode mode) {
        return made.computeIfAbsent(mode, readers);
    }

    private static <P> At<P> begin(PagedSource<P> reader) {
        return new At<>(reader, reader.first());
    }

    private static <P> At<P> at(PagedSource<P> reader, String json) {
        return new At<>(reader, reader.decode(json));
    }

    @Override
    public void close() throws IOException {
        for (PagedSource<?> each : made.values()) {
            each.close();
        }
    }
}

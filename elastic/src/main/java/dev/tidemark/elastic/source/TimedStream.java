package dev.tidemark.elastic.source;

import dev.tidemark.api.BeginsAtTime;
import dev.tidemark.api.Page;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * An index that is to be read by time, so that reading can begin at one.
 *
 * @param reader of the stream
 */
record TimedStream(ModeStream stream, TimedReader reader) implements BeginsAtTime<ModeStream.Position> {
    @Override
    public ModeStream.Position at(Instant time) {
        return new ModeStream.At<>(reader, reader.at(time));
    }

    @Override
    public ModeStream.Position first() {
        return stream.first();
    }

    @Override
    public String encode(ModeStream.Position position) {
        return stream.encode(position);
    }

    @Override
    public ModeStream.Position decode(String json) {
        return stream.decode(json);
    }

    @Override
    public Optional<Page<ModeStream.Position>> next(ModeStream.Position position) throws IOException {
        return stream.next(position);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}

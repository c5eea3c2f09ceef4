package dev.tidemark.engine.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.table.RowSink;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** The table of {@link Lines} after it was mended: it takes {@code bad} for a text like others. */
final class Mended implements Decoder {
    private final Lines lines = new Lines();

    @Override
    public Decoded decode(Input input, RowSink rows) throws IOException {
        String text = new String(input.bytes().readAllBytes(), UTF_8);
        byte[] bytes = text.replace("bad\n", Lines.time("2025-03-01").toEpochMilli() + " bad\n")
                .getBytes(UTF_8);
        return lines.decode(new Input(input.name(), new ByteArrayInputStream(bytes), input.next(), input.tail()), rows);
    }
}

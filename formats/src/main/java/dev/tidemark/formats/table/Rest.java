package dev.tidemark.formats.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Field;
import dev.tidemark.formats.record.Fields.Kind;
import dev.tidemark.formats.value.Json;
import java.io.ByteArrayOutputStream;

/** What of a record has no column, as a JSON object. One thread. */
final class Rest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** @param name without quotes, as JSON writes it */
    void add(String name, byte[] json, int from, int length) {
        out.write(out.size() == 0 ? '{' : ',');
        out.write('"');
        out.writeBytes(name.getBytes(UTF_8));
        out.write('"');
        out.write(':');
        out.write(json, from, length);
    }

    /** @param name as it is meant */
    void add(String name, Field value) {
        byte[] plain = name.getBytes(UTF_8);
        byte[] quoted = Json.quoted(plain, 0, plain.length);
        String written = new String(quoted, 1, quoted.length - 2, UTF_8);
        if (value.kind() == Kind.TEXT) {
            byte[] text = Json.quoted(value.bytes(), value.from(), value.length());
            add(written, text, 0, text.length);
        } else {
            add(written, value.bytes(), value.from(), value.length());
        }
    }

    /** Sets a column to it, if there is anything, and begins anew. */
    void take(Row row, int column) {
        if (out.size() > 0) {
            out.write('}');
            byte[] json = out.toByteArray();
            row.text(column, json, 0, json.length);
            out.reset();
        }
    }

    void clear() {
        out.reset();
    }
}

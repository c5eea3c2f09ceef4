package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.Input.Tail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of reading an artifact: records as texts, in which a field that is absent is left out. */
final class Read implements RecordHandler {
    final List<Map<String, String>> records = new ArrayList<>();
    final List<Long> ordinals = new ArrayList<>();
    final List<String> raw = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    Decoded decoded = new Decoded(-1, false);

    private final List<String> wanted;

    private Read(List<String> wanted) {
        this.wanted = wanted;
    }

    static Read all(FormatOptions options, String content, String... wanted) throws IOException {
        return all(options, content.getBytes(UTF_8), wanted);
    }

    static Read all(FormatOptions options, byte[] content, String... wanted) throws IOException {
        return from(options, content, 0, Tail.RECORD, wanted);
    }

    static Read from(FormatOptions options, byte[] content, long next, Tail tail, String... wanted) throws IOException {
        Format format = Formats.of(options);
        return with(format.reader(List.of(wanted)), "test.log", content, next, tail, wanted);
    }

    static Read with(RecordReader reader, String name, byte[] content, long next, Tail tail, String... wanted)
            throws IOException {
        Read read = new Read(List.of(wanted));
        read.decoded = reader.read(new Input(name, new ByteArrayInputStream(content), next, tail), read);
        return read;
    }

    Map<String, String> only() {
        if (records.size() != 1 || !problems.isEmpty()) {
            throw new AssertionError(records + " " + problems);
        }
        return records.getFirst();
    }

    List<String> column(String name) {
        return records.stream()
                .map(record -> record.getOrDefault(name, "ABSENT"))
                .toList();
    }

    @Override
    public void record(Fields fields, long ordinal, byte[] bytes, int from, int length) {
        Map<String, String> record = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            switch (fields.at(i).kind()) {
                case ABSENT -> {}
                case NULL -> record.put(wanted.get(i), "NULL");
                case TEXT, NUMBER, TRUE, FALSE, OBJECT, ARRAY ->
                    record.put(wanted.get(i), fields.at(i).toString());
            }
        }
        records.add(record);
        ordinals.add(ordinal);
        raw.add(new String(bytes, from, length, UTF_8));
    }

    @Override
    public void bad(long ordinal, String reason, byte[] bytes, int from, int length) {
        problems.add(ordinal + ": " + reason + " | " + new String(bytes, from, length, UTF_8));
    }
}

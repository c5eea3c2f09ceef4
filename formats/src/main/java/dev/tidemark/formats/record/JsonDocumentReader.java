package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.BadArtifactException;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.Input.Tail;
import dev.tidemark.formats.bytes.ByteOrderMark;
import dev.tidemark.formats.bytes.Utf8;
import dev.tidemark.formats.bytes.Window;
import java.io.IOException;
import java.util.List;

/**
 * Reads the records of JSON documents, one after another as they pass by: only a record has to fit in memory.
 *
 * <p>Where members of the document itself are wanted, which may follow the records, or where a document may be
 * unfinished, the document is first scanned to its end, and has to fit in memory.
 */
final class JsonDocumentReader implements RecordReader {
    private final Window window;
    private final JsonCursor cursor;
    private final List<String> path;
    private final List<String> wanted;
    private final Fields fields;
    private final JsonRecord record;
    private final JsonRecord document;
    private final JsonMember documentRoot;
    private long ordinal;
    private String documentProblem = "";

    JsonDocumentReader(JsonDocument options, List<String> wanted, Window window) {
        this.window = window;
        cursor = new JsonCursor(window);
        path = options.records().isEmpty() ? List.of() : JsonPath.split(options.records());
        this.wanted = List.copyOf(wanted);
        fields = new Fields(wanted.size());
        record = new JsonRecord(JsonWanted.ofRecordWithin(wanted, fields), fields);
        Fields ofDocument = new Fields(wanted.size());
        documentRoot = JsonWanted.ofDocument(wanted, ofDocument);
        document = new JsonRecord(documentRoot, ofDocument);
    }

    @Override
    public Decoded read(Input input, RecordHandler records) throws IOException {
        try (window) {
            window.open(input);
            window.more(0);
            int start = ByteOrderMark.length(window.bytes(), window.limit());
            cursor.moveTo(input.next() > start ? window.moveTo(input.next()) : start);
            ordinal = 0;
            return documents(input, records);
        } catch (BrokenJson e) {
            throw new BadArtifactException(
                    "it is not JSON at byte " + (window.offset() + e.at()) + ": "
                            + e.reason(window.bytes(), window.limit()),
                    e);
        }
    }

    private Decoded documents(Input input, RecordHandler records) throws IOException {
        while (cursor.peek() != JsonCursor.END) {
            if (input.tail() == Tail.UNFINISHED && !isWhole()) {
                return new Decoded(cursor.offset(), true);
            }
            if (documentRoot.hasMembers()) {
                readDocument();
            }
            toRecords(0, records);
        }
        return new Decoded(cursor.offset(), false);
    }

    private boolean isWhole() throws IOException {
        try {
            cursor.end((bytes, at) -> cursor.scanner().value(bytes, at));
            return true;
        } catch (BrokenJson e) {
            if (e.at() >= window.limit()) {
                return false;
            }
            throw e;
        }
    }

    /** Takes what is wanted of the document itself; its records stay where they are. */
    private void readDocument() throws IOException {
        documentProblem = "";
        cursor.end((bytes, at) -> document.read(bytes, at, window.limit()));
        Fields found = document.fields();
        for (int i = 0; i < found.count(); i++) {
            Field field = found.has(i);
            int from = field.from();
            int invalid = field.has() ? Utf8.invalid(field.bytes(), from, from + field.length()) : -1;
            if (invalid >= 0) {
                documentProblem = "of the document, " + wanted.get(field.number()) + " is "
                        + Utf8.reason(field.bytes(), from, invalid).replace("of the record", "of it");
            }
        }
    }

    private void toRecords(int level, RecordHandler records) throws IOException {
        if (level == path.size()) {
            records(records);
            return;
        }
        byte[] name = path.get(level).getBytes(UTF_8);
        boolean found = false;
        if (cursor.peek() == '{') {
            for (boolean more = cursor.enter('}'); more; more = cursor.next('}')) {
                if (cursor.name(name)) {
                    found = true;
                    toRecords(level + 1, records);
                } else {
                    cursor.skip();
                }
            }
        } else {
            cursor.skip();
        }
        if (!found) {
            throw new BadArtifactException("the JSON document that ends before byte " + cursor.offset()
                    + " has no " + String.join(".", path.subList(0, level + 1))
                    + "; it is of another kind, or the records lie elsewhere");
        }
    }

    private void records(RecordHandler records) throws IOException {
        switch (cursor.peek()) {
            case '[' -> {
                for (boolean more = cursor.enter(']'); more; more = cursor.next(']')) {
                    record(records);
                }
            }
            case 'n' -> cursor.skip();
            default -> record(records);
        }
    }

    private void record(RecordHandler records) throws IOException {
        cursor.peek();
        int end = cursor.end((bytes, at) -> record.read(bytes, at, window.limit()));
        String problem = record.problem() == null && !documentProblem.isEmpty() ? documentProblem : record.problem();
        int from = cursor.at();
        cursor.moveTo(end);
        ordinal++;
        if (problem != null) {
            records.bad(ordinal, problem, window.bytes(), from, end - from);
            return;
        }
        if (documentRoot.hasMembers()) {
            addDocument();
        }
        records.record(fields, ordinal, window.bytes(), from, end - from);
    }

    private void addDocument() {
        Fields found = document.fields();
        for (int i = 0; i < found.count(); i++) {
            Field field = found.has(i);
            fields.at(field.number()).set(field.kind(), field.bytes(), field.from(), field.length());
        }
    }
}

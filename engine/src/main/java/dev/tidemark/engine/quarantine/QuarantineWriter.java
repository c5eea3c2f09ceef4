package dev.tidemark.engine.quarantine;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Blobs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gathers what a chunk sets aside. Entries become durable documents when there is much of them and at {@link #finish};
 * they are in quarantine once a claim refers to those documents. One thread.
 */
public final class QuarantineWriter {
    private static final int DOCUMENT_BYTES = 8 << 20;

    private final Blobs blobs;
    private final String source;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final List<String> written = new ArrayList<>();

    public QuarantineWriter(Blobs blobs, String source) {
        this.blobs = blobs;
        this.source = source;
    }

    public void add(Entry entry) throws IOException {
        lines.writeBytes(EntryJson.encode(entry));
        lines.write('\n');
        if (lines.size() >= DOCUMENT_BYTES) {
            write();
        }
    }

    /** A record that cannot be a row: {@code length} bytes from {@code from}. */
    public void add(Artifact artifact, long ordinal, String reason, byte[] raw, int from, int length)
            throws IOException {
        byte[] bytes = new byte[length];
        System.arraycopy(raw, from, bytes, 0, length);
        add(new Entry(artifact, ordinal, reason, bytes));
    }

    /** What is to be known of an artifact's other records, once all of its entries are added. */
    public void add(Artifact artifact, Evidence evidence) throws IOException {
        lines.writeBytes(EntryJson.encode(artifact, evidence));
        lines.write('\n');
    }

    /** Keeps the bytes of an artifact that its source does not give again. */
    public void add(Artifact artifact, byte[] bytes) throws IOException {
        String name = name("copy");
        blobs.write(name, bytes);
        addCopy(artifact, name);
    }

    /** The bytes of an artifact are in a blob that is there already. */
    public void addCopy(Artifact artifact, String name) {
        lines.writeBytes(EntryJson.encode(artifact, name));
        lines.write('\n');
    }

    public void add(SetAside setAside) throws IOException {
        for (Entry entry : setAside.entries()) {
            add(entry);
        }
        if (setAside.evidence().isPresent()) {
            add(setAside.artifact(), setAside.evidence().get());
        }
        setAside.copy().ifPresent(name -> addCopy(setAside.artifact(), name));
    }

    /** Makes the rest durable; the names of all documents. */
    public List<String> finish() throws IOException {
        if (lines.size() > 0) {
            write();
        }
        return List.copyOf(written);
    }

    private void write() throws IOException {
        String name = name("jsonl");
        blobs.write(name, lines.toByteArray());
        written.add(name);
        lines.reset();
    }

    private String name(String suffix) {
        return "quarantine/" + source + "/" + UUID.randomUUID() + "." + suffix;
    }
}

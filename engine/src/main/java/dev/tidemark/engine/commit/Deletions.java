package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Replaced;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Which rows of a source were deleted on purpose, by the place where they were read. Kept beside the manifests; nothing
 * is decided by it but whether rows that are not there are missed.
 */
public final class Deletions {
    private static final int TOGETHER = 1000;

    private final Blobs blobs;
    private final String folder;

    /** @param source whose rows they are */
    public Deletions(Blobs blobs, String source) {
        this.blobs = blobs;
        folder = "deletions/" + Keys.segment(source) + "/";
    }

    /**
     * Records what was deleted. Called when it is: what breaks off before is missed, and nothing that is missing is
     * taken for deleted.
     *
     * @param published the last claim that was published before
     * @param rows      how many, by their {@code tp_source_location}
     */
    public void add(long published, Map<String, Long> rows) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            List<Map.Entry<String, Long>> all = new ArrayList<>(rows.entrySet());
            for (int from = 0; from < all.size(); from += TOGETHER) {
                List<Map.Entry<String, Long>> some = all.subList(from, Math.min(all.size(), from + TOGETHER));
                out.write(Json.line(json -> {
                    json.writeStartObject();
                    Map<String, Long> members = new HashMap<>();
                    some.forEach(each -> members.put(each.getKey(), each.getValue()));
                    Json.write(json, "rows", members);
                    json.writeEndObject();
                }));
            }
        }
        blobs.write(folder + String.format("%012d-%s.jsonl.gz", published, UUID.randomUUID()), bytes.toByteArray());
    }

    /**
     * How many rows of some places were deleted, and not replaced by others since.
     *
     * @throws CorruptStateException if that cannot be read
     */
    public Map<String, Long> of(Set<String> locations, Ledger ledger) throws IOException {
        Map<String, Long> deleted = new HashMap<>();
        List<String> names = locations.isEmpty() ? List.of() : blobs.names(folder);
        for (String name : names) {
            Set<String> later = replacedAfter(claim(name), ledger);
            read(name, (location, rows) -> {
                if (locations.contains(location) && !later.contains(location)) {
                    deleted.merge(location, rows, Long::sum);
                }
            });
        }
        return deleted;
    }

    /** The places whose rows were replaced by claims after one: all of what was stored is there again. */
    private static Set<String> replacedAfter(long claim, Ledger ledger) throws IOException {
        Set<String> later = new HashSet<>();
        if (claim < ledger.number()) {
            ledger.accountsAfter(claim, new AccountVisitor() {
                @Override
                public void stored(ArtifactRows rows) {
                    // more of it: what was deleted before is not there all the same
                }

                @Override
                public void replaced(Replaced replaced) {
                    later.addAll(replaced.locations());
                }
            });
        }
        return later;
    }

    private interface Visitor {
        void deleted(String location, long rows);
    }

    private void read(String name, Visitor visitor) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(blobs.read(name)))) {
            Json.each(in, line -> line.numbers("rows").forEach(visitor::deleted));
        } catch (IOException | IllegalArgumentException e) {
            throw new CorruptStateException(
                    "the record of deleted rows " + name,
                    String.valueOf(e.getMessage()),
                    "Put the file back from a copy, or remove it: what was deleted is taken for missing then");
        }
    }

    private long claim(String name) {
        return Long.parseLong(name.substring(folder.length(), name.indexOf('-', folder.length())));
    }
}

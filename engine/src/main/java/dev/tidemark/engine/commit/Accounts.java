package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Replaced;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What the claims of a source stored of each artifact, kept for good: in the manifests of the last claims, and of those
 * before in documents that hold nothing else, compressed and with a line for many claims.
 */
final class Accounts {
    /** How many artifacts are held in memory to be written together. */
    private static final int TOGETHER = 10_000;

    private record Key(String stream, String id, String location) {}

    private final Blobs blobs;
    private final Manifests manifests;
    private final String folder;

    Accounts(Blobs blobs, Manifests manifests, String source) {
        this.blobs = blobs;
        this.manifests = manifests;
        folder = folder(source);
    }

    private static String folder(String source) {
        return "accounts/" + Keys.segment(source) + "/";
    }

    /** The names of all of a source's documents that there are. */
    static List<String> names(Blobs blobs, String source) throws IOException {
        return blobs.names(folder(source));
    }

    /** The last claim that a register's documents account for, 0 if it has none. */
    static long folded(Register register) {
        if (register.accounts().isEmpty()) {
            return 0;
        }
        String last = register.accounts().getLast();
        int number = last.lastIndexOf('/') + 1;
        return Long.parseLong(last.substring(number, last.indexOf('-', number)));
    }

    /**
     * Tells what was stored by the claims after one, from the last one back.
     *
     * @param after 0 for all
     */
    void visit(Register register, long after, AccountVisitor visitor) throws IOException {
        long folded = folded(register);
        String newest = register.manifest();
        if (isAfter(newest, Math.max(after, folded))) {
            manifests(manifests.read(register), Math.max(after, folded), visitor);
        }
        if (after < folded) {
            for (String name : register.accounts().reversed()) {
                read(name, visitor);
            }
        }
    }

    /** @param newest is after the claim {@code after} */
    private void manifests(Manifest newest, long after, AccountVisitor visitor) throws IOException {
        for (Manifest manifest = newest; ; manifest = manifests.read(manifest.counted())) {
            for (Prepared chunk : manifest.chunks().reversed()) {
                for (ArtifactRows each : chunk.artifacts().reversed()) {
                    visitor.stored(each);
                }
            }
            for (Replaced replaced : manifest.replaced().rows()) {
                visitor.replaced(replaced);
            }
            if (!isAfter(manifest.counted(), after)) {
                return;
            }
        }
    }

    /** Whether there is a manifest of that name, of a claim after another. */
    private boolean isAfter(String manifest, long claim) {
        return !manifest.isEmpty() && manifests.number(manifest) > claim;
    }

    /** Writes a document of the claims that have none, up to a number; its name. */
    String fold(Register register, long upTo) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Folding folding = new Folding(new GZIPOutputStream(bytes))) {
            String newest = newest(register, upTo);
            if (isAfter(newest, folded(register))) {
                manifests(manifests.read(newest), folded(register), folding);
            }
        }
        String name = folder + String.format("%012d-%s.jsonl.gz", upTo, UUID.randomUUID());
        blobs.write(name, bytes.toByteArray());
        return name;
    }

    /** Whether of the claims up to a number both registers count the same. */
    boolean continues(Register one, Register other, long upTo) throws IOException {
        return one.accounts().equals(other.accounts()) && newest(one, upTo).equals(newest(other, upTo));
    }

    /** Manifest of the last claim up to a number that is counted, empty if none is. */
    private String newest(Register register, long upTo) throws IOException {
        String newest = register.manifest();
        while (isAfter(newest, upTo)) {
            newest = manifests.read(newest).counted();
        }
        return newest;
    }

    private void read(String name, AccountVisitor visitor) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(blobs.read(name)))) {
            Json.each(in, line -> {
                if (line.has("locations")) {
                    visitor.replaced(ManifestJson.replaced(line));
                } else {
                    ArtifactRowsJson.read(line).forEach(visitor::stored);
                }
            });
        } catch (NoSuchFileException e) {
            throw corrupt(name, "it is gone");
        } catch (IOException | IllegalArgumentException e) {
            throw corrupt(name, String.valueOf(e.getMessage()));
        }
    }

    private static CorruptStateException corrupt(String name, String reason) {
        return new CorruptStateException(
                "the accounts " + name,
                reason,
                "They say how many rows were stored of each artifact. Collecting goes on without them, but nothing can be"
                        + " verified or collected again before the file is put back from a copy");
    }

    /** Sums up what is told, as long as nothing in between was replaced. */
    private static final class Folding implements AccountVisitor, AutoCloseable {
        private final OutputStream out;
        private final Map<Key, ArtifactRows> sums = new LinkedHashMap<>();

        Folding(OutputStream out) {
            this.out = out;
        }

        @Override
        public void stored(ArtifactRows rows) {
            sums.merge(new Key(rows.stream(), rows.id(), rows.location()), rows, ArtifactRows::before);
            if (sums.size() >= TOGETHER) {
                flush();
            }
        }

        @Override
        public void replaced(Replaced replaced) {
            flush();
            write(Json.line(json -> ManifestJson.write(json, replaced)));
        }

        private void flush() {
            if (!sums.isEmpty()) {
                write(Json.line(json -> ArtifactRowsJson.write(json, new ArrayList<>(sums.values()))));
                sums.clear();
            }
        }

        private void write(byte[] line) {
            try {
                out.write(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // never: it is memory
            }
        }

        @Override
        public void close() throws IOException {
            try (out) {
                flush();
            }
        }
    }
}

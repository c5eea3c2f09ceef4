package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.state.Marks;
import dev.tidemark.formats.bytes.Compression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that nothing is known of. */
final class Newcomers {
    private static final String SEPARATORS = ".-_";
    private static final int SHORT = 8;

    private final Marks marks;
    private final Set<String> taken;
    private final Settling settling;

    Newcomers(Marks marks, Set<String> taken, Settling settling) {
        this.marks = marks;
        this.taken = taken;
        this.settling = settling;
    }

    /**
     * The new artifact. Its id is the path, or if that is another file's, the path and how it begins; empty if it was
     * emptied after it was listed.
     */
    Optional<Artifact> artifact(Found found) throws IOException {
        Entry file = found.file();
        String id = file.location();
        if (isTaken(id)) {
            String beginning = beginning(file);
            if (beginning.isEmpty()) {
                return Optional.empty();
            }
            id = id + "@" + beginning.substring(0, SHORT);
        }
        String free = id;
        for (int number = 2; isTaken(free); number++) {
            free = id + "." + number;
        }
        taken.add(free);
        Evidence nothing = Evidence.none(file, settling);
        return Optional.of(found.artifact(free, nothing.tag(free), 0, settling.content(file)));
    }

    /**
     * Whether the file is a copy of one that is still there, which rotation makes before it empties or removes that
     * one: it waits for what comes of it. A compressed copy waits for as long as both are there.
     *
     * @param present where files were listed
     * @param holders those of them that are known
     */
    boolean copy(Found found, Set<String> present, Map<String, Known> holders) throws IOException {
        Entry file = found.file();
        String location = file.location();
        int name = location.length() - file.name().length();
        for (int end = location.length() - 1; end > name; end--) {
            if (SEPARATORS.indexOf(location.charAt(end)) >= 0 && present.contains(location.substring(0, end))) {
                String original = location.substring(0, end);
                boolean copy = settling.growing(file)
                        ? beginAlike(file, file.path().resolve(original), holders.get(original))
                        : compressed(file, original, holders.get(original));
                if (copy) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @param known what was seen in the original, which may have been emptied by now */
    private static boolean beginAlike(Entry file, Path original, @Nullable Known known) throws IOException {
        try (Stored copy = Stored.open(file);
                Stored other = Stored.open(original)) {
            byte[] head = copy.contentHead();
            byte[] otherHead = other.contentHead();
            int length = Math.min(head.length, otherHead.length);
            return known != null && copy.continues(known)
                    || otherHead.length > 0 && Arrays.equals(head, 0, length, otherHead, 0, length);
        }
    }

    private static boolean compressed(Entry file, String original, @Nullable Known known) throws IOException {
        if (known == null || !Compression.original(file.location()).equals(Optional.of(original))) {
            return false;
        }
        try (Stored stored = Stored.open(file)) {
            return stored.continues(known);
        }
    }

    private static String beginning(Entry file) throws IOException {
        try (Stored stored = Stored.open(file)) {
            return Fingerprint.of(stored.head());
        }
    }

    private boolean isTaken(String id) {
        return taken.contains(id) || marks.find(id).isPresent();
    }
}

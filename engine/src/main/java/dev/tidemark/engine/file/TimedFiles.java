package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Problem;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.formats.bytes.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Files whose path names their time. Each is known by its path, except that one which was compressed after something
 * of it was read goes on as what it was.
 */
final class TimedFiles {
    private final Settling settling;
    private final Consumer<Problem> problems;

    TimedFiles(Settling settling, Consumer<Problem> problems) {
        this.settling = settling;
        this.problems = problems;
    }

    /** Empty if it cannot be read now, or is a copy of a file that is still there. */
    Optional<Artifact> artifact(Found found, CollectionState state) {
        try {
            Optional<Artifact> known = known(found, state, found.file().location());
            return known.isPresent() ? known : unknown(found, state);
        } catch (IOException e) {
            problems.accept(Trouble.with(found.file().path(), e));
            return Optional.empty();
        }
    }

    private Optional<Artifact> unknown(Found found, CollectionState state) throws IOException {
        Entry file = found.file();
        Optional<String> original = Compression.original(file.location());
        if (original.isPresent()) {
            Optional<Artifact> known = known(found, state, original.get());
            if (known.isPresent()) {
                boolean copy = Files.exists(file.path().resolve(original.get()));
                return copy ? Optional.empty() : known;
            }
        }
        Evidence nothing = Evidence.none(file, settling);
        String id = file.location();
        return Optional.of(found.artifact(id, nothing.tag(id), 0, settling.content(file)));
    }

    private Optional<Artifact> known(Found found, CollectionState state, String id) throws IOException {
        Optional<Known> remembered = state.mark(id).map(mark -> new Known(id, mark));
        if (remembered.isEmpty()) {
            return Optional.empty();
        }
        Known known = remembered.get();
        if (known.unchanged(found.file())) {
            return Optional.of(known.artifact(found, false, settling));
        }
        try (Stored stored = Stored.open(found.file())) {
            return stored.continues(known)
                    ? Optional.of(known.artifact(found, stored.compressed(), settling))
                    : Optional.empty();
        }
    }
}

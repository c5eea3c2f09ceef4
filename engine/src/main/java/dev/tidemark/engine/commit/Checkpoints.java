package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was counted of a source after some of its claims: where its history begins whose manifests are gone. */
final class Checkpoints {
    private final Blobs blobs;
    private final String folder;

    Checkpoints(Blobs blobs, String source) {
        this.blobs = blobs;
        folder = "checkpoints/" + Keys.segment(source) + "/";
    }

    /** Writes one; its name. */
    String write(SourceExport state) throws IOException {
        String name = folder + String.format("%012d-%s.json", state.claim(), UUID.randomUUID());
        blobs.write(name, StateArchive.encode(List.of(state)));
        return name;
    }

    /**
     * What was counted after a claim.
     *
     * @param manifest of that claim; empty if it has none, for another state took the place of what was counted
     * @throws CorruptStateException if it is damaged
     */
    Optional<Moment> find(long claim, String manifest) throws IOException {
        for (String name : names(claim)) {
            SourceExport state = decoded(name);
            if (state.decoded().manifest().equals(manifest)) {
                return Optional.of(Moment.of(state));
            }
        }
        return Optional.empty();
    }

    /** The registers of all of them. */
    List<Register> registers() throws IOException {
        List<Register> registers = new ArrayList<>();
        for (String name : blobs.names(folder)) {
            registers.add(decoded(name).decoded());
        }
        return registers;
    }

    /** Writes the one of a state that follows no claim; there is no other of that number then. */
    void begin(Moment moment) throws IOException {
        String written = write(moment.export());
        for (String name : names(moment.claim())) {
            if (!name.equals(written) && decoded(name).decoded().manifest().isEmpty()) {
                blobs.delete(name);
            }
        }
    }

    /** Removes those of claims before one. */
    void forget(long claim) throws IOException {
        for (String name : blobs.names(folder)) {
            if (number(name) < claim) {
                blobs.delete(name);
            }
        }
    }

    private List<String> names(long claim) throws IOException {
        return blobs.names(folder + String.format("%012d-", claim));
    }

    private SourceExport decoded(String name) throws IOException {
        return StateArchive.decode("the checkpoint " + name, blobs.read(name)).getFirst();
    }

    private long number(String name) {
        return Long.parseLong(name.substring(folder.length(), name.indexOf('-', folder.length())));
    }
}

package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The manifests of one source. */
final class Manifests {
    private final Blobs blobs;
    private final String folder;

    Manifests(Blobs blobs, String source) {
        this.blobs = blobs;
        folder = "manifests/" + Keys.segment(source) + "/";
    }

    /** Writes a manifest; returns the register that claims it. */
    Register write(Manifest manifest, Register before) throws IOException {
        String name = folder + String.format("%012d-%s.json", manifest.number(), UUID.randomUUID());
        byte[] content = ManifestJson.encode(manifest);
        blobs.write(name, content);
        return before.claimed(manifest, name, Keys.digest(content));
    }

    /** The manifest that a register claims. */
    Manifest read(Register register) throws IOException {
        byte[] content = content(register.manifest());
        if (!Keys.digest(content).equals(register.digest())) {
            throw corrupt(register.manifest(), "it is not the one that was claimed");
        }
        return decode(register.manifest(), content);
    }

    /** The manifest of that name. */
    Manifest read(String name) throws IOException {
        return decode(name, content(name));
    }

    /**
     * The register of the claim after one, found among the manifests that are kept: of a register that went back in
     * time. Empty if there is none, or if it cannot be told which of several was claimed.
     */
    Optional<Register> next(Register register) throws IOException {
        List<String> candidates = new ArrayList<>();
        Set<String> continued = new HashSet<>();
        for (String name : blobs.names(folder)) {
            if (number(name) > register.number()) {
                String after = read(name).after();
                continued.add(after);
                if (after.equals(register.manifest())) {
                    candidates.add(name);
                }
            }
        }
        if (candidates.size() > 1) {
            candidates.retainAll(continued);
        }
        if (candidates.size() != 1) {
            return Optional.empty();
        }
        return Optional.of(claiming(candidates.getFirst(), register));
    }

    /** The register once the claim of a manifest is made. */
    Register claiming(String name, Register before) throws IOException {
        byte[] content = content(name);
        return before.claimed(decode(name, content), name, Keys.digest(content));
    }

    boolean has(String name) throws IOException {
        return !blobs.names(name).isEmpty();
    }

    /**
     * The manifest of a claim that was published, by its number.
     *
     * @throws CorruptStateException if there is none, or if it cannot be told which of several was claimed
     */
    String published(long number) throws IOException {
        List<String> candidates = new ArrayList<>(blobs.names(folder + String.format("%012d-", number)));
        if (candidates.size() > 1) {
            candidates.retainAll(continued());
        }
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        throw new CorruptStateException(
                "the manifest of claim " + number + " in " + folder,
                candidates.isEmpty() ? "it is gone" : "it cannot be told which of several was claimed",
                "Bring an exported state back with 'tidemark state import', or begin anew with 'tidemark state reset',"
                        + " which collects everything again");
    }

    /** The manifests that another one follows. */
    private Set<String> continued() throws IOException {
        Set<String> continued = new HashSet<>();
        for (String name : blobs.names(folder)) {
            continued.add(read(name).after());
        }
        return continued;
    }

    /** The names of all that are kept. */
    List<String> names() throws IOException {
        return blobs.names(folder);
    }

    /** Removes a manifest that nobody claimed. */
    void drop(String name) throws IOException {
        blobs.delete(name);
    }

    /**
     * Removes what has the number of the last claim and was never claimed, for whoever looks back must not find two.
     *
     * @return what has a higher number, and may be claimed yet
     */
    List<String> dropStrays(Register last) throws IOException {
        List<String> higher = new ArrayList<>();
        for (String name : blobs.names(folder)) {
            if (number(name) > last.number()) {
                higher.add(name);
            } else if (number(name) == last.number() && last.pending() && !name.equals(last.manifest())) {
                blobs.delete(name);
            }
        }
        return higher;
    }

    /** Removes those of the manifests that cannot be claimed any more because another one was. */
    void dropStrays(List<String> names, long claimed) throws IOException {
        for (String name : names) {
            if (number(name) == claimed) {
                blobs.delete(name);
            }
        }
    }

    /** Removes manifests of claims up to a number, and those beside them that were never claimed. */
    void forget(long number) throws IOException {
        if (number <= 0) {
            return;
        }
        for (String name : blobs.names(folder)) {
            if (number(name) <= number) {
                blobs.delete(name);
            }
        }
    }

    /** The number of the claim that a manifest is of. */
    long number(String name) {
        return claim(name);
    }

    /** The number of the claim that a manifest of any source is of. */
    static long claim(String name) {
        int number = name.lastIndexOf('/') + 1;
        return Long.parseLong(name.substring(number, name.indexOf('-', number)));
    }

    private byte[] content(String name) throws IOException {
        try {
            return blobs.read(name);
        } catch (NoSuchFileException e) {
            throw corrupt(name, "it is gone");
        }
    }

    static Manifest decode(String name, byte[] content) throws IOException {
        try {
            return ManifestJson.decode(content);
        } catch (IllegalArgumentException e) {
            throw corrupt(name, String.valueOf(e.getMessage()));
        }
    }

    private static CorruptStateException corrupt(String name, String reason) {
        return new CorruptStateException(
                "the manifest " + name,
                reason,
                "It says what a claim holds that is not wholly published or recorded. Put the file back from a copy, or"
                        + " bring in an exported state with 'tidemark state import', or begin anew with"
                        + " 'tidemark state reset', which collects everything again");
    }
}

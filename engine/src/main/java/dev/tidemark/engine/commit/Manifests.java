package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.UUID;

/** The manifests of one source. */
final class Manifests {
    private final Blobs blobs;
    private final String folder;

    Manifests(Blobs blobs, String source) {
        this.blobs = blobs;
        folder = "manifests/" + Keys.segment(source) + "/";
    }

    /**
     * Writes a manifest; returns the register that claims it.
     *
     * @param quarantine what is set aside as of this claim
     */
    Register write(Manifest manifest, List<String> quarantine) throws IOException {
        String name = folder + String.format("%012d-%s.json", manifest.number(), UUID.randomUUID());
        byte[] content = ManifestJson.encode(manifest);
        blobs.write(name, content);
        return new Register(
                manifest.source(),
                manifest.number(),
                name,
                Keys.digest(content),
                List.copyOf(manifest.streams()),
                manifest.replaced().isPresent(),
                quarantine);
    }

    /** The manifest that a register claims. */
    Manifest read(Register register) throws IOException {
        byte[] content;
        try {
            content = blobs.read(register.manifest());
        } catch (NoSuchFileException e) {
            throw corrupt(register, "it is gone");
        }
        if (!Keys.digest(content).equals(register.digest())) {
            throw corrupt(register, "it is not the one that was claimed");
        }
        try {
            return ManifestJson.decode(content);
        } catch (IllegalArgumentException e) {
            throw corrupt(register, String.valueOf(e.getMessage()));
        }
    }

    /** Removes manifests of claims up to a number, and those beside them that were never claimed. */
    void forget(long number) throws IOException {
        for (String name : blobs.names(folder)) {
            if (number(name) <= number) {
                blobs.delete(name);
            }
        }
    }

    private long number(String name) {
        return Long.parseLong(name.substring(folder.length(), name.indexOf('-', folder.length())));
    }

    private static CorruptStateException corrupt(Register register, String reason) {
        return new CorruptStateException(
                register.manifest(),
                reason,
                "It says what claim " + register.number() + " of " + register.source()
                        + " holds, which may not be published yet. Put the file back from a copy, or begin anew with"
                        + " 'tidemark state reset " + register.source() + "', which collects everything again");
    }
}

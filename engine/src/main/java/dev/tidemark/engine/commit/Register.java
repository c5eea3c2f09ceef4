package dev.tidemark.engine.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The claim register of a source: its last claim. That claim may still have to be published and its documents rolled
 * forward; the next claim takes its place only when both are done.
 *
 * @param number     of the last claim, 0 before the first
 * @param manifest   name of the blob that lists its chunks, empty if there is nothing to finish
 * @param digest     of that blob
 * @param streams    the number of the last claim that changed each stream: its document must not be older
 * @param quarantine names of the blobs that hold what is set aside and not resolved
 * @param accounts   names of the blobs that say what claims stored whose manifests are gone, oldest first
 */
record Register(
        String source,
        long number,
        String manifest,
        String digest,
        Map<String, Long> streams,
        List<String> quarantine,
        List<String> accounts) {
    Register {
        streams = Map.copyOf(streams);
        quarantine = List.copyOf(quarantine);
        accounts = List.copyOf(accounts);
    }

    /** A register without a claim to finish, whose next number is above {@code number}. */
    static Register at(String source, long number, Map<String, Long> streams) {
        return new Register(source, number, "", "", streams, List.of(), List.of());
    }

    static String key(String source) {
        return Keys.segment(source) + "/claims";
    }

    boolean pending() {
        return !manifest.isEmpty();
    }

    /** This once a claim is made. */
    Register claimed(Manifest claim, String name, String claimDigest) {
        Map<String, Long> all = new TreeMap<>(streams);
        claim.changes().keySet().forEach(stream -> all.put(stream, claim.number()));
        List<String> setAside = new ArrayList<>(quarantine);
        for (Prepared chunk : claim.chunks()) {
            setAside.removeAll(chunk.resolved());
            setAside.addAll(chunk.quarantine());
        }
        return new Register(source, claim.number(), name, claimDigest, all, setAside, accounts);
    }

    /** This with another document of accounts. */
    Register folded(String name) {
        List<String> all = new ArrayList<>(accounts);
        all.add(name);
        return new Register(source, number, manifest, digest, streams, quarantine, all);
    }

    /** This with streams whose documents may be gone. */
    Register without(Set<String> forgotten) {
        Map<String, Long> left = new TreeMap<>(streams);
        left.keySet().removeAll(forgotten);
        return new Register(source, number, manifest, digest, left, quarantine, accounts);
    }

    byte[] encode() {
        return Json.sealed(out -> {
            out.writeStringProperty("source", source);
            out.writeNumberProperty("number", number);
            out.writeStringProperty("manifest", manifest);
            out.writeStringProperty("digest", digest);
            Json.write(out, "streams", streams);
            out.writeArrayPropertyStart("quarantine");
            quarantine.forEach(out::writeString);
            out.writeEndArray();
            out.writeArrayPropertyStart("accounts");
            accounts.forEach(out::writeString);
            out.writeEndArray();
        });
    }

    /** @throws IllegalArgumentException if it is not a register */
    static Register decode(byte[] value) {
        Json.Members members = Json.read(value);
        return new Register(
                members.text("source"),
                members.number("number"),
                members.text("manifest"),
                members.text("digest"),
                members.numbers("streams"),
                members.list("quarantine", String.class::cast),
                members.has("accounts") ? members.list("accounts", String.class::cast) : List.of());
    }
}

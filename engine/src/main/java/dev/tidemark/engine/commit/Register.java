package dev.tidemark.engine.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /** This without a claim to finish, with at least that number, in a lake that holds only some of its blobs. */
    Register apart(long least, List<String> aside, List<String> told) {
        return new Register(source, Math.max(number, least), "", "", streams, aside, told);
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
        if (claim.base().isPresent()) {
            Base base = claim.base().get();
            return claimed(claim, name, claimDigest, base.documents().keySet(), base.quarantine(), base.accounts());
        }
        Set<String> all = new TreeSet<>(streams.keySet());
        all.addAll(claim.changes().keySet());
        return claimed(claim, name, claimDigest, all, quarantine, accounts);
    }

    private Register claimed(
            Manifest claim, String name, String claimDigest, Set<String> left, List<String> aside, List<String> told) {
        Map<String, Long> all = new TreeMap<>(streams);
        claim.changes().keySet().forEach(stream -> all.put(stream, claim.number()));
        all.keySet().retainAll(left);
        List<String> setAside = new ArrayList<>(aside);
        for (Prepared chunk : claim.chunks()) {
            setAside.removeAll(chunk.resolved());
            setAside.addAll(chunk.quarantine());
        }
        return new Register(source, claim.number(), name, claimDigest, all, setAside, told);
    }

    /** This with other documents of accounts. */
    Register accountedBy(List<String> told) {
        return new Register(source, number, manifest, digest, streams, quarantine, told);
    }

    /** This with another document of accounts. */
    Register folded(String name) {
        List<String> all = new ArrayList<>(accounts);
        all.add(name);
        return accountedBy(all);
    }

    byte[] encode() {
        return Json.sealed(out -> {
            out.writeStringProperty("source", source);
            out.writeNumberProperty("number", number);
            out.writeStringProperty("manifest", manifest);
            out.writeStringProperty("digest", digest);
            Json.write(out, "streams", streams);
            Json.write(out, "quarantine", quarantine);
            Json.write(out, "accounts", accounts);
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

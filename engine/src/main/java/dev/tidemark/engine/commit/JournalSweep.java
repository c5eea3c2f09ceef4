package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes from the journal manifests and accounts that no claim refers to: of collectors that died, or lost a race,
 * before their claim.
 */
public final class JournalSweep {
    /** Tells old blobs from such as may still be claimed. */
    @FunctionalInterface
    public interface Age {
        boolean isOld(String name) throws IOException;
    }

    private final Blobs blobs;
    private final Sink sink;
    private final Age age;

    public JournalSweep(Blobs blobs, Sink sink, Age age) {
        this.blobs = blobs;
        this.sink = sink;
        this.age = age;
    }

    /**
     * Sweeps what belongs to a source. Nothing is removed unless its register is there and knows every published claim:
     * what it does not know might be the only trace of a claim.
     *
     * @return how many were removed
     */
    public int sweep(String source, StateStore store) throws IOException {
        if (!(Standing.of(source, store) instanceof Standing.Held held)
                || sink.published(source).orElse(0L) > held.register().number()) {
            return 0;
        }
        List<String> orphans = suspects(source, held.register());
        if (!orphans.isEmpty()) {
            orphans.removeAll(named(source, held.register()));
        }
        for (String name : orphans) {
            blobs.delete(name);
        }
        return orphans.size();
    }

    /** Old ones that do not look like those of the claims: a claim has one manifest, and the last one the last number. */
    private List<String> suspects(String source, Register register) throws IOException {
        Manifests manifests = new Manifests(blobs, source);
        Map<Long, Integer> sameNumber = new HashMap<>();
        List<String> names = manifests.names();
        names.forEach(name -> sameNumber.merge(manifests.number(name), 1, Integer::sum));
        List<String> suspects = new ArrayList<>();
        for (String name : names) {
            long number = manifests.number(name);
            boolean odd = number > register.number() || sameNumber.getOrDefault(number, 0) > 1;
            if (odd && age.isOld(name)) {
                suspects.add(name);
            }
        }
        for (String name : Accounts.names(blobs, source)) {
            if (!register.accounts().contains(name) && age.isOld(name)) {
                suspects.add(name);
            }
        }
        return suspects;
    }

    /** Whatever the register, the checkpoints and the claims that they know refer to. */
    private Set<String> named(String source, Register register) throws IOException {
        Manifests manifests = new Manifests(blobs, source);
        Set<String> named = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        List<Register> registers = new ArrayList<>(new Checkpoints(blobs, source).registers());
        registers.add(register);
        for (Register each : registers) {
            named.addAll(each.accounts());
            open.add(each.manifest());
        }
        while (!open.isEmpty()) {
            String name = open.pop();
            if (!name.isEmpty() && named.add(name) && manifests.has(name)) {
                Manifest claim = manifests.read(name);
                open.add(claim.after());
                open.add(claim.counted());
                claim.base().ifPresent(base -> named.addAll(base.accounts()));
            }
        }
        return named;
    }
}

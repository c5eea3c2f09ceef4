package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves what is remembered of a source from one store to another, byte for byte. One thread.
 *
 * <p>Collectors may be at work. The register decides which of the stores they go on with, and it is in one of them at
 * most:
 *
 * <ol>
 *   <li>The new store is reserved: its register says that a state arrives.
 *   <li>The documents and records are copied, and read back.
 *   <li>The old register is replaced by one that says that the state leaves, and holds the old one. If a claim was saved
 *       meanwhile, that fails: the documents are copied again.
 *   <li>What changed meanwhile is copied again, and the register is put into the new store.
 *   <li>The old values are removed, at last what says that the state has left.
 * </ol>
 *
 * <p>Each step can be taken again, so whatever broke off a move, the next one completes it.
 */
public final class StateMove {
    /** Who claims this often while the state is copied is not disturbed: try again when there is less to do. */
    private static final int RACES = 100;

    /**
     * A store.
     *
     * @param place for people, and unique
     */
    public record Side(String place, StateStore store) {}

    /** What becomes of the documents and records in the old store. */
    public enum After {
        REMOVE,
        /** They stay as a copy, by which nobody can collect: the register goes. */
        KEEP
    }

    /** What becomes of a state of the source that the new store holds already. */
    public enum Found {
        /** It stays, and nothing is moved. */
        STAYS,
        /** It is replaced, unless it is further. */
        REPLACED
    }

    private final String source;
    private final Side from;
    private final Side to;
    private final Found found;
    private final Mirror mirror;

    /** @param warnings is told of what is not moved */
    public StateMove(String source, Side from, Side to, Found found, Consumer<String> warnings) {
        this.found = found;
        this.source = source;
        this.from = from;
        this.to = to;
        mirror = new Mirror(source, from, to, warnings);
    }

    /**
     * Moves a value that is of no source. One that is there already stays: whoever works with the new store saved it.
     *
     * @param warnings is told if it is damaged, and not moved
     */
    public static void single(String key, Side from, Side to, After after, Consumer<String> warnings)
            throws IOException {
        if (to.store().keys(key).isEmpty()) {
            new Mirror("", from, to, warnings).copy(List.of(key));
        }
        if (after == After.REMOVE) {
            Documents.remove(from.store(), key);
        }
    }

    /**
     * Makes sure that the state can be moved, and changes nothing.
     *
     * @throws CorruptStateException if it is damaged
     * @throws IOException if the new store holds a state of the source that is none of an unfinished move
     */
    public void check() throws IOException {
        Standings unused = standings();
    }

    /** What is in the two stores, and may be moved as it is. */
    private record Standings(Standing here, Standing there) {}

    private Standings standings() throws IOException {
        while (true) {
            Standing here = standing(from);
            Standing there = standing(to);
            try {
                check(here, there);
                return new Standings(here, there);
            } catch (IOException e) {
                boolean changed = !here.stand().equals(standing(from).stand())
                        || !there.stand().equals(standing(to).stand());
                if (!changed) {
                    throw e;
                }
            }
        }
    }

    private void check(Standing here, Standing there) throws IOException {
        requireNoOtherMove(here, there);
        switch (here) {
            case Standing.Held held -> requireRoom(there, held.register().number());
            case Standing.None none -> {
                if (!(there instanceof Standing.Held)) {
                    requireRoom(there, 0);
                }
            }
            case Standing.Moving moving -> requireArrived(moving, there);
        }
    }

    private void requireNoOtherMove(Standing here, Standing there) throws CorruptStateException {
        String key = Register.key(source);
        if (here instanceof Standing.Moving moving && !moving.is(Transit.Way.LEAVING, to.place())) {
            throw moving.transit().refusal(key + " in " + from.place());
        }
        boolean back = here instanceof Standing.Held
                && there instanceof Standing.Moving moving
                && moving.is(Transit.Way.LEAVING, from.place());
        if (there instanceof Standing.Moving moving && !moving.is(Transit.Way.ARRIVING, from.place()) && !back) {
            throw moving.transit().refusal(key + " in " + to.place());
        }
    }

    private void requireRoom(Standing there, long number) throws IOException {
        switch (there) {
            case Standing.Moving moving -> {} // it is ours, see above
            case Standing.None none -> {
                Optional<String> in = found == Found.STAYS ? mirror.inTheWay(number) : Optional.empty();
                long other = mirror.furthest();
                if (in.isPresent() || other > number) {
                    String what = in.map(key -> ": " + key).orElse("");
                    throw occupied(", without a claim register" + what + ", up to claim " + other, number, other);
                }
            }
            case Standing.Held held -> {
                long other = Math.max(held.register().number(), mirror.furthest());
                if (found == Found.STAYS || other > number) {
                    throw occupied(", up to claim " + other, number, other);
                }
            }
        }
    }

    private IOException occupied(String what, long number, long other) {
        String remedy = other > number
                ? "If it is the same source's, it is further: to go on with it, name that store in the configuration."
                : "If it is the same source's, an older copy, --replace puts this one in its place.";
        return new IOException(
                "there is a state of " + source + " in " + to.place() + " already" + what + "; the one in "
                        + from.place() + " ends with claim " + number + ". " + remedy
                        + " If it is another's, move to another place, or with another --state-id");
    }

    /** A state that left and is not on its way any more is where it was moved to, and went on there. */
    private void requireArrived(Standing.Moving leaving, Standing there) throws IOException {
        if (there instanceof Standing.Held held) {
            Optional<byte[]> register = leaving.transit().value();
            long number = register.isEmpty()
                    ? 0
                    : Registers.decode(source, register.get()).number();
            if (held.register().number() < number) {
                requireRoom(there, number);
            }
        }
    }

    /**
     * Moves it, or completes that. Without effect if the old store holds nothing of the source.
     *
     * @param blobs that the manifests of the source's claims are in
     * @throws IOException as {@link #check} does, and if a store fails: run it again
     */
    public void run(Blobs blobs, Sink sink, Clock clock, After after) throws IOException {
        Standings standings = standings();
        Standing here = standings.here();
        Standing there = standings.there();
        if (here instanceof Standing.None && there instanceof Standing.Held) {
            if (after == After.REMOVE) {
                mirror.removeLeft();
            }
            return;
        }
        boolean nothing = here instanceof Standing.None
                && there instanceof Standing.None
                && Mirror.keys(source, from.store()).isEmpty();
        if (nothing) {
            return;
        }
        if (!(here instanceof Standing.Moving)) {
            Ledger unused = Ledger.open(source, from.store(), blobs, sink, clock); // finishes what is claimed
            reserve(there);
            leave();
        }
        arrive();
        if (after == After.REMOVE) {
            mirror.remove();
        }
        if (standing(from) instanceof Standing.Moving moving) {
            from.store().delete(Register.key(source), moving.version());
        }
    }

    /** @throws StaleStateException if something else is there by now */
    private void reserve(Standing there) throws IOException {
        if (there instanceof Standing.Moving moving && moving.is(Transit.Way.ARRIVING, from.place())) {
            return;
        }
        byte[] value = Transit.arriving(source, from.place()).encode();
        String unused = to.store().save(Register.key(source), there.stand(), value);
    }

    /** Copies until no claim was saved meanwhile. */
    private void leave() throws IOException {
        for (int race = 0; ; race++) {
            Standing here = standing(from);
            if (here instanceof Standing.Moving moving) {
                throw moving.transit().refusal(Register.key(source) + " in " + from.place());
            }
            List<String> keys = copy();
            mirror.removeOthers(keys);
            Optional<byte[]> register =
                    here instanceof Standing.Held held ? Optional.of(held.value()) : Optional.empty();
            byte[] value = Transit.leaving(source, to.place(), register).encode();
            try {
                String unused = from.store().save(Register.key(source), here.stand(), value);
                return;
            } catch (StaleStateException e) {
                if (race == RACES) {
                    throw e;
                }
            }
        }
    }

    /** Copies all values; their keys. */
    private List<String> copy() throws IOException {
        List<String> keys = Mirror.keys(source, from.store());
        // Only now: as long as the state arrives nobody removes anything from the old store, so these are all.
        if (!(standing(to) instanceof Standing.Moving)) {
            throw new StaleStateException(Register.key(source) + " in " + to.place());
        }
        mirror.copy(keys);
        return keys;
    }

    /** Puts the register where the documents are, unless that was done before. */
    private void arrive() throws IOException {
        Standing there = standing(to);
        if (there instanceof Standing.Held) {
            return;
        }
        if (there instanceof Standing.None) {
            reserve(there); // what was reserved is gone: so may be all the rest
        }
        List<String> unused = copy();
        if (!(standing(from) instanceof Standing.Moving leaving)) {
            throw new StaleStateException(Register.key(source) + " in " + from.place());
        }
        if (standing(to) instanceof Standing.Moving arriving) {
            arrive(leaving.transit().value(), arriving.version());
        }
    }

    private void arrive(Optional<byte[]> register, String arriving) throws IOException {
        String key = Register.key(source);
        if (register.isPresent()) {
            requireSame(to.store().save(key, arriving, register.get()), register.get());
        } else {
            to.store().delete(key, arriving);
        }
    }

    private void requireSame(String version, byte[] register) throws IOException {
        boolean other = standing(to) instanceof Standing.Held held
                && held.version().equals(version)
                && !Arrays.equals(held.value(), register);
        if (other) {
            throw new IOException("the claim register of " + source + " was saved in " + to.place()
                    + ", and what is read back is something else: nothing was removed from " + from.place()
                    + "; do not use that store");
        }
    }

    private Standing standing(Side side) throws IOException {
        return Standing.of(source, side.store());
    }
}

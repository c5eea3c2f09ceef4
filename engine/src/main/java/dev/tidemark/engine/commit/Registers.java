package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The claim register of one source in its store. */
final class Registers {
    /** A register as it was loaded or saved. */
    record Held(String version, Register register) {
        boolean isAbsent() {
            return version.equals(StateStore.ABSENT);
        }
    }

    private final String source;
    private final StateStore store;
    private final String key;

    Registers(String source, StateStore store) {
        this.source = source;
        this.store = store;
        key = Register.key(source);
    }

    Held load() throws IOException {
        Optional<StateStore.Entry> entry = store.load(key);
        if (entry.isEmpty()) {
            return new Held(StateStore.ABSENT, Register.at(source, 0, Map.of()));
        }
        return new Held(entry.get().version(), decode(source, entry.get().value()));
    }

    /**
     * Claims: saves over what was held.
     *
     * @throws StaleStateException if another claim was saved meanwhile
     */
    Held save(Held before, Register claim) throws IOException {
        byte[] value = claim.encode();
        try {
            return new Held(store.save(key, before.version(), value), claim);
        } catch (IOException e) {
            return resolve(claim, value, e);
        }
    }

    /** @throws StaleStateException if there is one already */
    void create(Register register) throws IOException {
        save(new Held(StateStore.ABSENT, Register.at(source, 0, Map.of())), register);
    }

    /** That which can be read; one that cannot is removed. */
    Held loadWhole() throws IOException {
        try {
            return load();
        } catch (CorruptStateException e) {
            Documents.remove(store, key); // it may be whole, and not a register that this version reads
            return load();
        }
    }

    /**
     * A failed save may have had its effect, and a store that tried twice may have been refused by its own first try.
     * Saving the same again makes sure that it is durable before anything is published.
     */
    private Held resolve(Register claim, byte[] value, IOException failure) throws IOException {
        try {
            Optional<StateStore.Entry> entry = store.load(key);
            if (entry.isPresent() && Arrays.equals(entry.get().value(), value)) {
                return new Held(store.save(key, entry.get().version(), value), claim);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    /** @throws CorruptStateException if it is not the source's register, or that is on its way to another store */
    static Register decode(String source, byte[] value) throws CorruptStateException {
        String key = Register.key(source);
        try {
            Optional<Transit> transit = Transit.of(Json.read(value));
            if (transit.isPresent()) {
                throw transit.get().refusal(key);
            }
            Register register = Register.decode(value);
            if (register.source().equals(source)) {
                return register;
            }
            throw corrupt(source, "it is that of " + register.source());
        } catch (IllegalArgumentException e) {
            throw corrupt(source, String.valueOf(e.getMessage()));
        }
    }

    private static CorruptStateException corrupt(String source, String reason) {
        return new CorruptStateException(
                "the claim register " + Register.key(source),
                reason,
                "If a newer version of Tidemark saved it, use that one; else make it again from the lake with 'tidemark"
                        + " state rebuild " + source + "', or bring in an exported state with 'tidemark state import',"
                        + " or begin anew with 'tidemark state reset " + source + "', which collects everything again");
    }
}

package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.util.Optional;

/** What is in the place of a source's claim register in one store. */
sealed interface Standing {
    /** Nothing: no claim was saved there. */
    record None() implements Standing {}

    /** A register, byte for byte. */
    @SuppressWarnings("ArrayRecordComponent") // handed on as it is
    record Held(String version, byte[] value, Register register) implements Standing {}

    /** What says that the state is on its way. */
    record Moving(String version, Transit transit) implements Standing {
        boolean is(Transit.Way way, String place) {
            return transit.way() == way && transit.place().equals(place);
        }
    }

    /** @throws CorruptStateException if there is something else */
    static Standing of(String source, StateStore store) throws IOException {
        Optional<StateStore.Entry> entry = store.load(Register.key(source));
        if (entry.isEmpty()) {
            return new None();
        }
        byte[] value = entry.get().value();
        String version = entry.get().version();
        Optional<Transit> transit = transit(value);
        return transit.isPresent()
                ? new Moving(version, transit.get())
                : new Held(version, value, Registers.decode(source, value));
    }

    /** What says that a state is on its way, if a value is that. */
    static Optional<Transit> transit(byte[] value) {
        try {
            return Transit.of(Json.read(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // whoever takes it for a register finds out
        }
    }

    /** The version to be expected when it is replaced. */
    default String stand() {
        return switch (this) {
            case None none -> StateStore.ABSENT;
            case Held held -> held.version();
            case Moving moving -> moving.version();
        };
    }
}

package dev.tidemark.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Adds one to a number in a state store, again and again; a process of its own in {@link TwoProcessesTest}. */
final class Increments {
    static final String KEY = "web/claims";

    private Increments() {}

    /** Takes the folder of the store and how often to add. */
    public static void main(String[] args) throws IOException {
        add(Path.of(args[0]), Integer.parseInt(args[1]));
    }

    static void add(Path folder, int times) throws IOException {
        StateStore store = new FileStateStore(folder);
        for (int done = 0; done < times; ) {
            Optional<StateStore.Entry> entry = store.load(KEY);
            byte[] next = Sealed.seal(("{\"number\":" + (number(entry) + 1) + "}").getBytes(UTF_8));
            try {
                store.save(KEY, entry.map(StateStore.Entry::version).orElse(StateStore.ABSENT), next);
                done++;
            } catch (StaleStateException e) {
                // the other one was first: load again
            }
        }
    }

    static int number(Optional<StateStore.Entry> entry) {
        return entry.map(each -> new String(each.value(), UTF_8).split("[:,]", 3)[1])
                .map(Integer::parseInt)
                .orElse(0);
    }
}

package dev.tidemark.embed;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What a user should know although all goes on, told once however often it is met. Any thread. */
public final class Warnings {
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Passes on what was not told before. */
    public Consumer<String> to(Consumer<String> teller) {
        return warning -> {
            if (told.add(warning)) {
                teller.accept(warning);
            }
        };
    }
}

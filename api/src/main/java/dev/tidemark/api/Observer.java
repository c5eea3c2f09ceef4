package dev.tidemark.api;

/** Receives events. Called by several threads at once; must return quickly and not throw. */
@FunctionalInterface
public interface Observer {
    Observer NONE = event -> {};

    void accept(Event event);
}

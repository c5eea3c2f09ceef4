package dev.tidemark.elastic.http;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Which host is asked: the one that answered last. Safe for many threads. */
final class Hosts {
    private final List<URI> all;
    private final AtomicInteger turns = new AtomicInteger();

    Hosts(List<URI> all) {
        this.all = all;
    }

    URI current() {
        return at(turns.get());
    }

    /** Goes on to the next, unless someone has gone on already. */
    void failed(URI host) {
        int turn = turns.get();
        if (at(turn).equals(host)) {
            turns.compareAndSet(turn, turn + 1);
        }
    }

    private URI at(int turn) {
        return all.get(Math.floorMod(turn, all.size()));
    }
}

package dev.tidemark.engine.commit;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The claims of a source from the last one back, as far as their manifests are kept. */
final class History {
    private final Manifests manifests;
    private final List<Manifest> read = new ArrayList<>();

    History(Manifests manifests, Manifest last) {
        this.manifests = manifests;
        read.add(last);
    }

    /** The claims that changed a stream after claim {@code from}, up to claim {@code to}, oldest first. */
    Iterable<Manifest> between(String stream, long from, long to) throws IOException {
        Deque<Manifest> claims = new ArrayDeque<>();
        for (long number = to; number > from; ) {
            Manifest claim = find(number);
            claims.push(claim);
            number = claim.changes().getOrDefault(stream, 0L);
        }
        return claims;
    }

    private Manifest find(long number) throws IOException {
        for (int i = 0; ; i++) {
            Manifest claim = read.get(i);
            if (claim.number() == number) {
                return claim;
            }
            if (i == read.size() - 1) {
                read.add(manifests.read(claim.after()));
            }
        }
    }
}

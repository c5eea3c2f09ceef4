package dev.tidemark.engine.commit;

import dev.tidemark.api.CorruptStateException;
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

    /**
     * The claims that changed a stream after claim {@code from}, up to claim {@code to}, oldest first. Claims before one
     * that put another state in the place of all do not matter.
     *
     * @throws CorruptStateException if one of them is not known any more
     */
    Iterable<Manifest> between(String stream, long from, long to) throws IOException {
        Deque<Manifest> claims = new ArrayDeque<>();
        for (long number = to; number > from; ) {
            Manifest claim = find(stream, number);
            claims.push(claim);
            number = claim.base().isPresent() ? 0 : claim.changes().getOrDefault(stream, 0L);
        }
        return claims;
    }

    private Manifest find(String stream, long number) throws IOException {
        for (int i = 0; ; i++) {
            Manifest claim = read.get(i);
            if (claim.number() == number) {
                return claim;
            }
            if (i == read.size() - 1) {
                read.add(before(claim, stream, number));
            }
        }
    }

    private Manifest before(Manifest claim, String stream, long number) throws IOException {
        if (!claim.after().isEmpty() && manifests.number(claim.after()) >= number) {
            return manifests.read(claim.after());
        }
        throw behind(claim.source(), stream, number);
    }

    /** Of a document that is gone or older than the register says. */
    static CorruptStateException behind(String source, String stream, long number) {
        return new CorruptStateException(
                "the state document " + Documents.key(source, stream),
                "it is gone, or older than claim " + number
                        + " that changed it, and the claims since are not all known",
                "Collecting now would store rows again: make it again with 'tidemark state rebuild " + source
                        + "', or bring it back with 'tidemark state import'");
    }
}

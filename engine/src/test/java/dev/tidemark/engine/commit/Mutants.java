package dev.tidemark.engine.commit;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Claim;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Collectors that break the protocol in one way each. */
final class Mutants {
    private static final String REGISTER = Register.key(Scene.NAME);

    /** The claim is made visible before it is saved. */
    static final Scene.Twist PUBLISHES_BEFORE_THE_CLAIM =
            Scene.Twist.of((scene, world) -> world.with(new BeforeTheClaim(world) {
                @Override
                void before(Manifest claim) throws IOException {
                    world.sink().publish(claim.claim());
                }
            }));

    /** The documents count what is not claimed yet. */
    static final Scene.Twist SETTLES_BEFORE_THE_CLAIM =
            Scene.Twist.of((scene, world) -> world.with(new BeforeTheClaim(world) {
                @Override
                void before(Manifest claim) throws IOException {
                    Documents documents = new Documents(Scene.NAME, world.store(), Scene.clock());
                    documents.load();
                    documents.settle(claim);
                }
            }));

    /** Whatever was loaded, the save wins. */
    static final Scene.Twist SAVES_WITHOUT_COMPARING =
            Scene.Twist.of((scene, world) -> world.with(new Store(world.store()) {
                @Override
                public String save(String key, String expected, byte[] value) throws IOException {
                    String present = store.load(key).map(Entry::version).orElse(ABSENT);
                    return store.save(key, present, value);
                }
            }));

    /** A saved claim is taken for a published one. */
    static final Scene.Twist NEVER_PUBLISHES_AGAIN =
            Scene.Twist.of((scene, world) -> world.with(new Seen(scene, world.sink()) {
                @Override
                public Optional<Long> published(String source) throws IOException {
                    return world.store()
                            .load(REGISTER)
                            .map(entry -> Register.decode(entry.value()).number());
                }
            }));

    /** The sink shows a claim as often as it is told. */
    static final Scene.Twist SINK_REPEATS = Scene.Twist.of((scene, world) -> world.with(new Seen(scene, world.sink()) {
        @Override
        boolean isNew(Claim claim) {
            return true;
        }
    }));

    /** The sink knows only its last claim again, not those before it. */
    static final Scene.Twist SINK_COMPARES_FOR_EQUALITY =
            Scene.Twist.of((scene, world) -> world.with(new Seen(scene, world.sink()) {
                @Override
                boolean isNew(Claim claim) {
                    return scene.seen.getOrDefault(claim.source(), 0L) != claim.number();
                }
            }));

    private Mutants() {}

    /** A store that does something more before it saves a claim. */
    private abstract static class BeforeTheClaim extends Store {
        private final Scene.World world;

        BeforeTheClaim(Scene.World world) {
            super(world.store());
            this.world = world;
        }

        abstract void before(Manifest claim) throws IOException;

        @Override
        public String save(String key, String expected, byte[] value) throws IOException {
            if (key.equals(REGISTER)) {
                before(new Manifests(world.blobs(), Scene.NAME).read(Register.decode(value)));
            }
            return store.save(key, expected, value);
        }
    }

    /** A store that passes everything on. */
    private abstract static class Store implements StateStore {
        final StateStore store;

        Store(StateStore store) {
            this.store = store;
        }

        @Override
        public Optional<Entry> load(String key) throws IOException {
            return store.load(key);
        }

        @Override
        public List<String> keys(String prefix) throws IOException {
            return store.keys(prefix);
        }

        @Override
        public void delete(String key, String expected) throws IOException {
            store.delete(key, expected);
        }

        @Override
        public void close() {}
    }

    /** A sink that decides by itself which claims are new; the one below it takes them all. */
    private static class Seen implements Sink {
        private final Scene scene;
        private final Sink sink;

        Seen(Scene scene, Sink sink) {
            this.scene = scene;
            this.sink = sink;
        }

        boolean isNew(Claim claim) {
            return claim.number() > scene.seen.getOrDefault(claim.source(), 0L);
        }

        @Override
        public ChunkWriter begin(String table, Schema schema, String source) throws IOException {
            return sink.begin(table, schema, source);
        }

        @Override
        public void publish(Claim claim) throws IOException {
            if (isNew(claim)) {
                long next = scene.sink.published(claim.source()).orElse(0L) + 1;
                sink.publish(new Claim(claim.source(), next, claim.chunks(), claim.replaced()));
                scene.seen.put(claim.source(), claim.number());
            }
        }

        @Override
        public Optional<Long> published(String source) throws IOException {
            return Optional.ofNullable(scene.seen.get(source));
        }

        @Override
        public void close() {}
    }
}

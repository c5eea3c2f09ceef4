package dev.tidemark.testkit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.Census;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StateStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

class MemoryContractsTest {
    @Nested
    class OfTheStateStore extends StateStoreContract {
        private final StateStore store = new MemoryStateStore();

        @Override
        protected StateStore open() {
            return store;
        }
    }

    @Nested
    class OfTheBlobs extends BlobsContract {
        private final Blobs blobs = new MemoryBlobs();

        @Override
        protected Blobs open() {
            return blobs;
        }
    }

    @Nested
    class OfTheSink extends SinkContract {
        private final MemorySink sink = new MemorySink();

        @Override
        protected Sink open() {
            return sink;
        }

        @Override
        protected List<List<@Nullable Object>> rows(String table, List<String> columns) {
            return sink.rows(table, columns);
        }

        @Override
        protected Census census() {
            return sink;
        }

        @Override
        protected long held() {
            return sink.staged();
        }
    }
}

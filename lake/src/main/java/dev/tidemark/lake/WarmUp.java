package dev.tidemark.lake;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The first use of SQLite and Iceberg in a process takes 0.1 s, most of it to initialise classes. This makes a catalog
 * with a table in memory, so that a thread that has nothing else to do can spend that time while another one finds out
 * which lake is meant.
 */
final class WarmUp {
    private static final AtomicReference<@Nullable CountDownLatch> RUNNING = new AtomicReference<>();

    private WarmUp() {}

    /** Warms up on a thread of its own. Again does nothing. */
    static void start() {
        CountDownLatch done = new CountDownLatch(1);
        if (RUNNING.compareAndSet(null, done)) {
            Thread.ofPlatform().daemon().name("warm-up").start(() -> {
                try {
                    run();
                } catch (RuntimeException | LinkageError e) {
                    return; // whoever opens a lake meets it again, and says so
                } finally {
                    done.countDown();
                }
            });
        }
    }

    /** Waits until what was started is done: two threads that initialise the same classes get in each other's way. */
    static void await() {
        CountDownLatch running = RUNNING.get();
        try {
            if (running != null) {
                running.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // cold is slower, and as good
        }
    }

    static void run() {
        InMemoryFileIO files = new InMemoryFileIO();
        try (JdbcCatalog catalog = new JdbcCatalog(properties -> files, Connections::of, true)) {
            catalog.initialize(
                    "warm-up",
                    Map.of("uri", "jdbc:sqlite::memory:", "warehouse", "memory:/lake", "jdbc.schema-version", "V1"));
            Namespace namespace = Namespace.of("tidemark");
            catalog.createNamespace(namespace);
            Schema schema = new Schema(
                    Types.NestedField.required(1, LakeTable.SOURCE, Types.StringType.get()),
                    Types.NestedField.required(2, LakeTable.TIME, Types.TimestampType.withZone()));
            TableIdentifier name = TableIdentifier.of(namespace, "warm_up");
            catalog.buildTable(name, schema)
                    .withPartitionSpec(PartitionSpec.builderFor(schema)
                            .identity(LakeTable.SOURCE)
                            .day(LakeTable.TIME)
                            .build())
                    .create();
            catalog.loadTable(name);
        }
    }
}

package dev.tidemark.lake;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.types.TypeUtil;

/** A table of the lake, as it was when it was loaded or last refreshed. */
record LakeTable(String name, Table table) {
    static final String SOURCE = "tp_partition";
    static final String TIME = "tp_timestamp";
    /** What a row is called; a table need not have it. */
    static final String ID = "tp_id";
    /** Where a row was read; a table need not have it. */
    static final String LOCATION = "tp_source_location";

    private static final int ATTEMPTS = 50;

    /** The table with at least the columns of {@code schema}, made or extended if need be. */
    static LakeTable ensure(Catalog catalog, String name, Schema schema) throws IOException {
        for (String required : List.of(SOURCE, TIME)) {
            if (schema.find(required).isEmpty()) {
                throw new IllegalArgumentException("table " + name + " needs a column " + required);
            }
        }
        Optional<Table> found = catalog.find(name);
        LakeTable table = new LakeTable(name, found.isPresent() ? found.get() : create(catalog, name, schema));
        return Failures.checked("changing the columns of table " + name, () -> {
            table.extend(schema);
            return table;
        });
    }

    private static Table create(Catalog catalog, String name, Schema schema) throws IOException {
        AtomicInteger ids = new AtomicInteger();
        AtomicInteger fresh = new AtomicInteger();
        // The ids that Iceberg would give a new table, so that the property can name them.
        org.apache.iceberg.Schema columns = TypeUtil.assignFreshIds(
                new org.apache.iceberg.Schema(
                        Columns.struct(schema.columns(), ids::incrementAndGet).fields()),
                fresh::incrementAndGet);
        PartitionSpec spec =
                PartitionSpec.builderFor(columns).identity(SOURCE).day(TIME).build();
        String json = JsonFields.updated(Set.of(), id -> false, columns.asStruct(), schema.columns());
        return catalog.create(name, columns, spec, Map.of(JsonFields.PROPERTY, json));
    }

    private void extend(Schema schema) {
        CommitFailedException lost = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                extendOnce(schema.columns());
                return;
            } catch (CommitFailedException e) {
                lost = e;
                table.refresh();
            }
        }
        throw new CommitFailedException(lost, "table %s is changed too often", name);
    }

    private void extendOnce(List<Column> wanted) {
        org.apache.iceberg.Schema before = table.schema();
        Transaction transaction = table.newTransaction();
        boolean changed = Evolution.extend(name, table.updateSchema(), before.asStruct(), wanted);
        if (changed) {
            UpdateSchema update = transaction.updateSchema();
            Evolution.extend(name, update, before.asStruct(), wanted);
            update.commit();
        }
        org.apache.iceberg.Schema after = transaction.table().schema();
        String json = JsonFields.updated(json(), id -> before.findField(id) != null, after.asStruct(), wanted);
        if (!json.equals(table.properties().getOrDefault(JsonFields.PROPERTY, ""))) {
            transaction.updateProperties().set(JsonFields.PROPERTY, json).commit();
            changed = true;
        }
        if (changed) {
            transaction.commitTransaction();
        }
    }

    /** Field ids of texts that are JSON. */
    Set<Integer> json() {
        return JsonFields.read(table.properties());
    }

    Schema schema() {
        return Columns.schema(table.schema(), json());
    }
}

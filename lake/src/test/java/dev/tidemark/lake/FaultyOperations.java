package dev.tidemark.lake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** A table's operations whose commits go wrong in a planned order, and then go well. */
final class FaultyOperations implements TableOperations {
    enum Fault {
        /** Not applied. */
        LOST,
        /** Applied, but the caller does not hear of it. */
        APPLIED,
        /** Applied just before the next commit, after the caller has looked. */
        LATE,
        /** Refused: someone else was first. */
        REFUSED
    }

    private final TableOperations real;
    private final Deque<Fault> faults;
    private @Nullable Runnable late;

    FaultyOperations(TableOperations real, Fault... faults) {
        this.real = real;
        this.faults = new ArrayDeque<>(List.of(faults));
    }

    /** The table as someone has it who is overtaken at the first commit by what {@code other} does. */
    static LakeTable overtaken(LakeTable table, Executable other) {
        BaseTable iceberg = (BaseTable) table.table();
        FaultyOperations operations = new FaultyOperations(iceberg.operations());
        operations.late = () -> {
            try {
                other.execute();
            } catch (Throwable e) {
                throw new AssertionError("the other commit failed", e);
            }
        };
        return new LakeTable(table.name(), new BaseTable(operations, iceberg.name()));
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
        if (late != null) {
            Runnable first = late;
            late = null;
            first.run();
        }
        Fault fault = faults.poll();
        if (fault == null) {
            real.commit(base, metadata);
            return;
        }
        switch (fault) {
            case LOST -> throw unknown();
            case APPLIED -> {
                real.commit(base, metadata);
                throw unknown();
            }
            case LATE -> {
                late = () -> real.commit(base, metadata);
                throw unknown();
            }
            case REFUSED -> throw new CommitFailedException("refused");
        }
    }

    private static CommitStateUnknownException unknown() {
        return new CommitStateUnknownException(new IllegalStateException("the line went dead"));
    }

    @Override
    public TableMetadata current() {
        return real.current();
    }

    @Override
    public TableMetadata refresh() {
        return real.refresh();
    }

    @Override
    public FileIO io() {
        return real.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return real.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return real.locationProvider();
    }

    @Override
    public TableOperations temp(TableMetadata uncommitted) {
        return real.temp(uncommitted);
    }

    @Override
    public long newSnapshotId() {
        return real.newSnapshotId();
    }
}

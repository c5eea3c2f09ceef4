package dev.tidemark.lake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

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

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
        if (late != null) {
            late.run();
            late = null;
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

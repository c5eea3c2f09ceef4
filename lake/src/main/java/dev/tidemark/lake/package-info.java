/**
 * Where rows live: Parquet files in Iceberg tables, in one folder, answered with DuckDB.
 *
 * <p>A {@link dev.tidemark.lake.Lake} is the folder. Its {@link dev.tidemark.lake.LakeSink} stages and publishes rows;
 * {@link dev.tidemark.lake.LakeQuery}, {@link dev.tidemark.lake.Connect} and {@link dev.tidemark.lake.Partitions} read
 * them; {@link dev.tidemark.lake.Compaction} and {@link dev.tidemark.lake.Sweep} keep house. All of them may be used by
 * many processes at once.
 *
 * <p>Tables are partitioned by {@code tp_partition}, the source, and the day of {@code tp_timestamp}. Iceberg's
 * metadata names files by absolute paths: a lake folder cannot be moved or renamed.
 */
@NullMarked
package dev.tidemark.lake;

import org.jspecify.annotations.NullMarked;

package dev.tidemark.lake;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** The first and last {@code tp_timestamp} of a file; those of its day if it has no statistics. */
record Bounds(Instant first, Instant last) {
    static Bounds of(LakeTable table, DataFile file) {
        int id = table.table().schema().findField(LakeTable.TIME).fieldId();
        LocalDate day = LocalDate.ofEpochDay(Plan.day(file));
        Instant first = time(file.lowerBounds(), id);
        Instant last = time(file.upperBounds(), id);
        return new Bounds(
                first != null ? first : day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                last != null
                        ? last
                        : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static @Nullable Instant time(@Nullable Map<Integer, ByteBuffer> bounds, int id) {
        ByteBuffer bound = bounds == null ? null : bounds.get(id);
        if (bound == null) {
            return null;
        }
        Long micros = Conversions.fromByteBuffer(Types.TimestampType.withoutZone(), bound);
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

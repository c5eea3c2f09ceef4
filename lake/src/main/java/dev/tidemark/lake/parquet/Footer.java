package dev.tidemark.lake.parquet;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The file metadata: schema, row groups, and the order by which bounds are meant. */
final class Footer {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** In the form that readers take apart to know a writer's bugs. */
    private static final String CREATED_BY = "tidemark version 0.1.0";

    private Footer() {}

    /** What a file begins and ends with. */
    static Bytes magic() {
        Bytes magic = new Bytes(MAGIC.length);
        magic.raw(MAGIC, 0, MAGIC.length);
        return magic;
    }

    static Bytes of(Layout layout, int leaves, List<byte[]> rowGroups, long rows) {
        Bytes out = new Bytes(1 << 14);
        Thrift thrift = new Thrift(out);
        thrift.int32(1, 1); // format version
        new SchemaElements(layout, thrift).append();
        thrift.int64(3, rows);
        thrift.structs(4, rowGroups.size());
        for (byte[] rowGroup : rowGroups) {
            out.raw(rowGroup, 0, rowGroup.length);
        }
        thrift.text(6, CREATED_BY);
        thrift.structs(7, leaves); // column orders: the type's own, without which readers ignore bounds
        for (int i = 0; i < leaves; i++) {
            thrift.element();
            thrift.emptyStruct(1);
            thrift.end();
        }
        thrift.stop();
        out.int32(out.size);
        out.raw(MAGIC, 0, MAGIC.length);
        return out;
    }
}

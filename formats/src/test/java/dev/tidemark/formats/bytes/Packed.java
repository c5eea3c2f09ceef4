package dev.tidemark.formats.bytes;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes compressed content. */
public final class Packed {
    private Packed() {}

    public static byte[] gzip(byte[]... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] member : members) {
            GZIPOutputStream gzip = new GZIPOutputStream(bytes);
            gzip.write(member);
            gzip.finish();
        }
        return bytes.toByteArray();
    }

    public static byte[] zstd(byte[]... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            bytes.writeBytes(Zstd.compress(frame));
        }
        return bytes.toByteArray();
    }

    public static byte[] zip(byte[]... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i++) {
                zip.putNextEntry(new ZipEntry("entry-" + i + ".log"));
                zip.write(entries[i]);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}

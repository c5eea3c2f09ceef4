package dev.tidemark.formats.bytes;

import dev.tidemark.api.BadArtifactException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The content of a zip file's only entry. */
final class Zip implements Content {
    private static final int DIRECTORY_END = 22;

    private final Below below;
    private final ZipInputStream entries;
    private final String entry;

    Zip(InputStream bytes) throws IOException {
        below = new Below(bytes);
        entries = new ZipInputStream(below);
        entry = entry();
        if (entry.isEmpty()) {
            throw new BadArtifactException("it is a zip file without entries");
        }
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        try {
            int count = entries.read(into, at, length);
            if (count < 0) {
                checkEnd();
            }
            return count;
        } catch (ZipException | EOFException e) {
            throw broken(e);
        }
    }

    private void checkEnd() throws IOException {
        String second = entry();
        if (!second.isEmpty()) {
            throw new BadArtifactException(
                    "it is a zip file of several entries, among them " + entry + " and " + second + "; one is read");
        }
        byte[] rest = new byte[1 << 13];
        while (below.read(rest) >= 0) {
            // only its end matters
        }
        if (!endsWithDirectory(below.last())) {
            throw new BadArtifactException("it is a zip file that ends too early, at byte " + below.count());
        }
    }

    private String entry() throws IOException {
        try {
            ZipEntry next = entries.getNextEntry();
            return next == null ? "" : next.getName();
        } catch (ZipException | EOFException e) {
            throw broken(e);
        }
    }

    private BadArtifactException broken(IOException e) {
        String what = e instanceof EOFException ? "it ends too early" : e.getMessage();
        return new BadArtifactException("its zip entry is broken before byte " + below.count() + ": " + what, e);
    }

    /** Whether a whole end of the central directory is there, its comment included. */
    private static boolean endsWithDirectory(byte[] last) {
        for (int at = last.length - DIRECTORY_END; at >= 0; at--) {
            boolean signed = last[at] == 'P' && last[at + 1] == 'K' && last[at + 2] == 5 && last[at + 3] == 6;
            if (signed && (last[at + 20] & 0xff | (last[at + 21] & 0xff) << 8) == last.length - at - DIRECTORY_END) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {}
}

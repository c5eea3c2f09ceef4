package dev.tidemark.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/**
 * Where a command writes to.
 *
 * @param out results, in UTF-8; flushed by whoever writes a result
 * @param err what is told beside results
 */
public record Console(PrintWriter out, PrintWriter err, Screen screen) {
    private static final int BUFFER = 1 << 16;

    /** Standard output and standard error. */
    public static Console standard() {
        return new Console(
                writer(FileDescriptor.out), new PrintWriter(writer(FileDescriptor.err), true), Screen.here());
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(descriptor), UTF_8), BUFFER));
    }
}

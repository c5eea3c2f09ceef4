package dev.tidemark.cli.bench;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.RowSink;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.table.Catalog;
import dev.tidemark.formats.table.CompiledTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code TABLE LOGS}: uncompresses and parses logs as the program does, and forgets the rows; prints how many. */
final class ParseOnly {
    private ParseOnly() {}

    /** Counts rows. */
    private static final class Count implements RowSink {
        private final Row row;
        private long rows;

        Count(CompiledTable table) {
            row = new Row(table.schema());
        }

        @Override
        public Row row() {
            return row;
        }

        @Override
        public void accept(long ordinal, byte[] raw, int from, int length) {
            rows++;
            row.clear();
        }

        @Override
        public void reject(long ordinal, String reason, byte[] raw, int from, int length) {
            throw new IllegalArgumentException(reason);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        CompiledTable table = Catalog.builtIn().table(arguments[0]);
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[1]))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
            List<Future<Long>> counts = IntStream.range(0, workers)
                    .mapToObj(worker -> executor.submit(() -> parse(table, files, worker, workers)))
                    .toList();
            long rows = 0;
            for (Future<Long> count : counts) {
                rows += count.get();
            }
            System.out.println(rows);
        }
    }

    /** Every n-th file. */
    private static long parse(CompiledTable table, List<Path> files, int first, int step) throws IOException {
        Decoder decoder = table.newDecoder();
        Count count = new Count(table);
        for (int i = first; i < files.size(); i += step) {
            Path file = files.get(i);
            try (InputStream in = Files.newInputStream(file)) {
                decoder.decode(new Input(file.toString(), in, 0, Input.Tail.RECORD), count);
            }
        }
        return count.rows;
    }
}

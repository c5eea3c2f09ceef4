package dev.tidemark.cli;

import dev.tidemark.engine.adopt.FilebeatRegistry;
import dev.tidemark.engine.adopt.FluentBit;
import dev.tidemark.engine.adopt.ForeignState;
import dev.tidemark.engine.adopt.Sincedb;
import dev.tidemark.engine.adopt.TailpipeState;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.lake.SqliteFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What states are imported from. */
enum ImportFormat {
    TIDEMARK,
    LOGSTASH,
    FILEBEAT,
    FLUENT_BIT,
    TAILPIPE,
    IGGY;

    private static final int FIRST = 4096;

    /** Tells by the beginning of a file, or that it is a folder, whether it is of this format. */
    private boolean is(Path file, byte[] first) {
        return switch (this) {
            case TIDEMARK -> ExportImport.is(file, first);
            case LOGSTASH -> Sincedb.is(first);
            case FILEBEAT -> FilebeatRegistry.is(file, first);
            case FLUENT_BIT -> SqliteFile.is(first);
            case TAILPIPE -> TailpipeState.is(first);
            case IGGY -> ConnectorImport.is(first);
        };
    }

    int run(StateImportCommand.Request request) throws ConfigurationException, IOException {
        Path file = request.file();
        return switch (this) {
            case TIDEMARK -> new ExportImport(request).run();
            case LOGSTASH -> new TakeoverImport(request).run(Sincedb.read(file));
            case FILEBEAT -> new TakeoverImport(request).run(FilebeatRegistry.read(file));
            case FLUENT_BIT -> new TakeoverImport(request).run(fluentBit(file));
            case TAILPIPE -> new TakeoverImport(request).run(TailpipeState.read(file));
            case IGGY -> new ConnectorImport(request).run();
        };
    }

    /** As it is written in {@code --format}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a file is of. @throws UsageException if that cannot be told */
    static ImportFormat of(Path file) throws IOException {
        byte[] first = first(file);
        List<ImportFormat> formats =
                Arrays.stream(values()).filter(each -> each.is(file, first)).toList();
        if (formats.size() != 1) {
            throw new UsageException("what wrote " + file + " cannot be told from its content"
                    + (first.length == 0 && !Files.isDirectory(file) ? ": it is empty" : "")
                    + ". If it is what a collector remembers, say which one with --format: " + names());
        }
        return formats.getFirst();
    }

    private static byte[] first(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(FIRST);
        }
    }

    private static ForeignState fluentBit(Path file) throws IOException {
        List<Map<String, @Nullable Object>> rows;
        try {
            rows = SqliteFile.rows(file, FluentBit.TABLE);
        } catch (IOException e) {
            throw FluentBit.unreadable(file, e);
        }
        return FluentBit.state(file, rows);
    }

    /** Reads the names as they are written. */
    static final class Names implements ITypeConverter<ImportFormat> {
        @Override
        public ImportFormat convert(String name) {
            return Arrays.stream(values())
                    .filter(each -> each.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + name + "' is none of " + names()));
        }
    }

    private static String names() {
        return Arrays.stream(values()).map(ImportFormat::toString).collect(Collectors.joining(", "));
    }
}

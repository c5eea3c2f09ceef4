package dev.tidemark.lake;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Schema;
import dev.tidemark.lake.io.Durable;
import dev.tidemark.lake.io.LocalFileIO;
import dev.tidemark.lake.stage.Encoders;
import dev.tidemark.lake.stage.FieldIds;
import dev.tidemark.lake.stage.StagedDataFile;
import dev.tidemark.lake.stage.StagedFile;
import dev.tidemark.lake.stage.StagedFiles;
import dev.tidemark.lake.stage.StagingWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;

/** Files on their way into a table. Safe for many threads. */
final class Staging implements AutoCloseable {
    private final Path lake;
    private final Encoders encoders = new Encoders();

    Staging(Path lake) {
        this.lake = lake;
    }

    ChunkWriter begin(LakeTable table, Schema schema, String source) throws IOException {
        Path folder = folder(table);
        Durable.createFolders(folder);
        StagingWriter.Target target = new StagingWriter.Target(lake, folder, table.name(), source);
        return new StagingWriter(target, FieldIds.layout(schema, table.table().schema()), encoders);
    }

    static Path folder(LakeTable table) {
        return LocalFileIO.path(table.table().location()).resolve("data");
    }

    /** The files of prepared chunks, which must be there: a table that refers to a missing file cannot be read. */
    List<DataFile> files(LakeTable table, List<Staged> chunks) throws IOException {
        List<DataFile> files = new ArrayList<>();
        for (Staged chunk : chunks) {
            for (StagedFile file : parse(chunk).files()) {
                check(file);
                files.add(StagedDataFile.of(file, table.table().spec(), lake.toString()));
            }
        }
        return files;
    }

    private void check(StagedFile file) throws IOException {
        Path path = lake.resolve(file.path());
        if (!Files.exists(path) || Files.size(path) != file.bytes()) {
            throw new CorruptStateException(
                    path.toString(),
                    "a claim counts its " + file.rows() + " rows of " + file.partition() + ", but "
                            + (Files.exists(path)
                                    ? "it has " + Files.size(path) + " bytes instead of " + file.bytes()
                                    : "it is missing"),
                    "Bring the file back from a copy, or rewind the source's state and collect these rows again");
        }
    }

    static StagedFiles parse(Staged chunk) throws IOException {
        try {
            return StagedFiles.parse(chunk.contents());
        } catch (IllegalArgumentException e) {
            throw new CorruptStateException(
                    "a chunk of table " + chunk.table(),
                    "" + e.getMessage(),
                    "The manifest of its claim was made by another version of Tidemark, or is damaged");
        }
    }

    @Override
    public void close() {
        encoders.close();
    }
}

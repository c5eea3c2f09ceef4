package dev.tidemark.lake.stage;

import java.util.List;

/** The files of a staged chunk, as {@link dev.tidemark.api.Staged#contents} holds them. */
public record StagedFiles(List<StagedFile> files) {
    public StagedFiles {
        files = List.copyOf(files);
    }

    /** @throws IllegalArgumentException if the text is not what {@link #toJson} writes */
    public static StagedFiles parse(String json) {
        return StagedFilesReader.read(json);
    }

    public String toJson() {
        return StagedFilesWriter.write(this);
    }
}

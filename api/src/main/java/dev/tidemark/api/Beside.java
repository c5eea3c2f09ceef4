package dev.tidemark.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What a source can read beside its artifacts, where a provider may prove that nothing is missing. Any thread. */
public interface Beside {
    /** Where everything below a folder lies, sorted; nothing if there is no such folder. */
    List<String> below(String folder) throws IOException;

    /**
     * The bytes as they are stored. The caller closes the stream.
     *
     * @throws java.nio.file.NoSuchFileException if there is nothing
     */
    InputStream read(String location) throws IOException;
}

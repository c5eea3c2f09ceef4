package dev.tidemark.engine.file;

import dev.tidemark.api.Source;
import dev.tidemark.testkit.SourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class FileSourceContractTest extends SourceContract {
    @TempDir
    Path folder;

    @Override
    protected Source source() {
        return new FileSource(
                FileSourceConfig.of(folder.toString()), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
    }

    @Override
    protected void put(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    @Override
    protected void remove(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }
}

package dev.tidemark.cli;

import dev.tidemark.engine.config.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "init",
        description = "Writes a tidemark.toml to begin with.",
        footer = {"Examples:", "  tidemark init", "  tidemark --workspace /srv/logs init"})
final class InitCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    InitCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws IOException {
        // Not the nearest workspace upwards: that one has a configuration.
        Path folder =
                tidemark.workspaceGiven() ? tidemark.workspace() : Path.of("").toAbsolutePath();
        Path file = Files.createDirectories(folder).resolve(Configuration.FILE);
        try {
            Files.write(file, template(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException exists) {
            throw new UsageException(file + " is there already; it was left as it is");
        }
        PrintWriter out = tidemark.console().out();
        out.println("Wrote " + file);
        out.println("Say in it what to collect, then: tidemark config check && tidemark collect");
        return Status.DONE;
    }

    private static byte[] template() throws IOException {
        try (InputStream in = InitCommand.class.getResourceAsStream("tidemark.toml")) {
            if (in == null) {
                throw new IllegalStateException("tidemark.toml is missing beside " + InitCommand.class);
            }
            return in.readAllBytes();
        }
    }
}

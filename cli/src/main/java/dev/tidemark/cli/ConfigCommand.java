package dev.tidemark.cli;

import dev.tidemark.cli.output.Values;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "config",
        description = "Looks after tidemark.toml.",
        footer = {"Examples:", "  tidemark config check"})
final class ConfigCommand extends Group {
    static CommandLine tree(Tidemark tidemark) {
        return new ConfigCommand().with(new Check(tidemark));
    }

    @Command(
            name = "check",
            description = "Tells everything that is wrong with the configuration, with file and line.",
            footer = {"Examples:", "  tidemark config check", "  tidemark --workspace /srv/logs config check"})
    static final class Check implements Callable<Integer> {
        private final Tidemark tidemark;

        Check(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            Configuration configuration = tidemark.configuration();
            if (configuration.files().isEmpty()) {
                throw new UsageException("there is no " + Configuration.FILE + " in " + configuration.workspace()
                        + " or above; 'tidemark init' writes one");
            }
            configuration.remarks().forEach(tidemark.warnings());
            tidemark.console()
                    .out()
                    .println(Values.plural(configuration.files().size(), "file") + " with "
                            + Values.plural(configuration.sources().size(), "source") + ": all well");
            return Status.DONE;
        }
    }
}

package dev.tidemark.cli;

import dev.tidemark.cli.collect.AdHoc;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The sources that the words after {@code collect} stand for. */
record Selection(Configuration configuration, List<SourceSettings> sources) {
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    /** @throws UsageException if they stand for nothing; says what would */
    static Selection of(Tidemark tidemark, List<String> words) throws ConfigurationException, IOException {
        Configuration configuration = tidemark.configuration();
        Set<String> names = configuration.sources().keySet();
        if (words.isEmpty()) {
            return new Selection(configuration, enabled(configuration));
        }
        boolean adHoc = words.size() > 1 && !names.contains(words.getFirst());
        if (adHoc) {
            return adHoc(configuration, AdHoc.of(words.getFirst(), words.subList(1, words.size()), Path.of("")));
        }
        return new Selection(
                configuration,
                words.stream()
                        .distinct()
                        .map(word -> SourcesCommand.find(configuration, word))
                        .toList());
    }

    private static List<SourceSettings> enabled(Configuration configuration) {
        if (configuration.sources().isEmpty()) {
            throw new UsageException("nothing is configured in " + configuration.workspace()
                    + ". Name a table and files: 'tidemark collect nginx_access_log /var/log/nginx'; or write a "
                    + Configuration.FILE + ": 'tidemark init'; or see it work: 'tidemark quickstart'");
        }
        return configuration.sources().values().stream()
                .filter(SourceSettings::enabled)
                .toList();
    }

    private static Selection adHoc(Configuration configuration, AdHoc adHoc)
            throws ConfigurationException, IOException {
        for (String path : adHoc.paths()) {
            if (!WILDCARD.matcher(path).find() && !Files.exists(Path.of(path))) {
                throw new UsageException("there is no file or folder " + path);
            }
        }
        Set<String> taken = configuration.sources().keySet();
        Configuration all = Configuration.load(configuration.workspace(), "command line", adHoc.toml(taken));
        return new Selection(all, List.of(Objects.requireNonNull(all.sources().get(adHoc.name(taken)))));
    }
}

package dev.tidemark.engine.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.engine.file.Position;
import dev.tidemark.engine.json.JsonTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Filebeat's registry, a folder: the newest checkpoint {@code N.json} with all entries, and {@code log.json} with what
 * was set and removed after it. Before version 7.9 one file with a list of entries.
 */
public final class FilebeatRegistry {
    private static final String VERSION = "1";
    private static final String LOG = "log.json";
    private static final Pattern PART = Pattern.compile("log\\.json|meta\\.json|active\\.dat|\\d{1,18}\\.json");
    private static final Pattern OPERATION = Pattern.compile("\\s*\\{\\s*\"op\"\\s*:");
    private static final Pattern ENTRIES = Pattern.compile("\\s*\\[\\s*\\{[^}]*\"(?:_key|source|FileStateOS)\"");
    private static final String STOP = "Name the folder registry/filebeat below Filebeat's path.data, and stop Filebeat"
            + " first; started and stopped once more it writes its registry anew";

    private final Path folder;
    private final Map<String, Map<?, ?>> entries = new LinkedHashMap<>();
    private long transaction;

    private FilebeatRegistry(Path folder) {
        this.folder = folder;
    }

    /** Whether it is one, a part of one, or begins like one. */
    public static boolean is(Path file, byte[] first) {
        String text = new String(first, UTF_8);
        return Files.isDirectory(file)
                ? Files.exists(file.resolve(LOG)) || Files.exists(file.resolve("meta.json"))
                : OPERATION.matcher(text).lookingAt() || ENTRIES.matcher(text).lookingAt();
    }

    /** @throws IOException if it cannot be read; says what to do */
    public static ForeignState read(Path file) throws IOException {
        boolean part = PART.matcher(String.valueOf(file.getFileName())).matches();
        Path folder = Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || part) {
            FilebeatRegistry registry = new FilebeatRegistry(Objects.requireNonNull(folder));
            registry.load();
            return registry.positions();
        }
        List<Position> positions = new ArrayList<>();
        try {
            for (Map<?, ?> each : JsonTree.list(Files.readAllBytes(file))) {
                RegistryEntry.position("", each).ifPresent(positions::add);
            }
        } catch (IllegalArgumentException e) {
            throw Unusable.because(file, String.valueOf(e.getMessage()), STOP);
        }
        return new ForeignState.Files("Filebeat", positions);
    }

    private void load() throws IOException {
        version();
        Optional<Path> checkpoint = checkpoint();
        if (checkpoint.isPresent()) {
            checkpoint(checkpoint.get());
        }
        Path log = folder.resolve(LOG);
        if (Files.exists(log)) {
            log(log);
        } else if (checkpoint.isEmpty()) {
            throw Unusable.because(folder, "there is neither a checkpoint nor " + LOG + " in it", STOP);
        }
    }

    private void version() throws IOException {
        Path file = folder.resolve("meta.json");
        if (!Files.exists(file)) {
            return; // a copy of the entries alone will do
        }
        String version;
        try {
            version = JsonTree.text(JsonTree.object(Files.readAllBytes(file)), "version");
        } catch (IllegalArgumentException e) {
            throw Unusable.because(file, String.valueOf(e.getMessage()), STOP);
        }
        if (!version.equals(VERSION)) {
            throw Unusable.because(
                    file,
                    "it is of version '" + version + "', and only version " + VERSION + " is known",
                    "Import it with a newer Tidemark");
        }
    }

    private Optional<Path> checkpoint() throws IOException {
        Map<Long, Path> checkpoints = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9]*.json")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (PART.matcher(name).matches()) {
                    checkpoints.put(Long.parseLong(name.substring(0, name.indexOf('.'))), file);
                }
            }
        }
        transaction = checkpoints.keySet().stream().max(Long::compare).orElse(0L);
        return Optional.ofNullable(checkpoints.get(transaction));
    }

    private void checkpoint(Path file) throws IOException {
        try {
            for (Map<?, ?> each : JsonTree.list(Files.readAllBytes(file))) {
                entries.put(JsonTree.text(each, "_key"), each);
            }
        } catch (IllegalArgumentException e) {
            throw Unusable.because(file, String.valueOf(e.getMessage()), STOP);
        }
    }

    /** Two lines for each operation: what it does, and with what. */
    private void log(Path file) throws IOException {
        List<String> lines =
                Files.readString(file).lines().filter(line -> !line.isBlank()).toList();
        boolean first = transaction == 0;
        for (int i = 0; i < lines.size(); i += 2) {
            try {
                Map<?, ?> action = json(lines, i);
                Map<?, ?> what = json(lines, i + 1);
                long id = JsonTree.number(action, "id").orElseThrow(() -> new IllegalArgumentException("it has no id"));
                if (id <= transaction) {
                    continue; // from before the checkpoint
                }
                if (!first && id != transaction + 1) {
                    throw new IllegalArgumentException("number " + id + " follows number " + transaction);
                }
                first = false;
                transaction = id;
                apply(JsonTree.text(action, "op"), what);
            } catch (IllegalArgumentException e) {
                throw Unusable.because(file, "its operation " + (i / 2 + 1) + ": " + e.getMessage(), STOP);
            }
        }
    }

    private static Map<?, ?> json(List<String> lines, int at) {
        if (at >= lines.size()) {
            throw new IllegalArgumentException("the file ends within it");
        }
        return JsonTree.object(lines.get(at).getBytes(UTF_8));
    }

    private void apply(String operation, Map<?, ?> what) {
        String key = RegistryEntry.text(what, "k", "K");
        switch (operation) {
            case "set" -> entries.put(key, RegistryEntry.member(what, "v", "V"));
            case "remove" -> entries.remove(key);
            default -> throw new IllegalArgumentException("'" + operation + "' is neither set nor remove");
        }
    }

    private ForeignState positions() throws IOException {
        List<Position> positions = new ArrayList<>();
        for (Map.Entry<String, Map<?, ?>> entry : entries.entrySet()) {
            try {
                RegistryEntry.position(entry.getKey(), entry.getValue()).ifPresent(positions::add);
            } catch (IllegalArgumentException e) {
                throw Unusable.because(folder, "its entry " + entry.getKey() + ": " + e.getMessage(), STOP);
            }
        }
        return new ForeignState.Files("Filebeat", positions);
    }
}

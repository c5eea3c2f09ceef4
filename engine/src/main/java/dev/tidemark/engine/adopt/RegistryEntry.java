package dev.tidemark.engine.adopt;

import dev.tidemark.engine.file.Position;
import dev.tidemark.engine.file.Position.Archives;
import dev.tidemark.engine.file.Position.Beginning;
import dev.tidemark.engine.file.Position.Inode;
import dev.tidemark.engine.file.Position.Stop;
import dev.tidemark.engine.json.JsonTree;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of Filebeat's registry: of the log input ({@code filebeat::logs::…}) with its position beside the file's path
 * and number, of filestream ({@code filestream::INPUT::…}) with a cursor and meta data. What identifies the file ends
 * the key: {@code native::INODE-DEVICE}, {@code inode_marker::INODE-MARKER}, {@code path::PATH} or {@code fingerprint::SHA256}.
 */
final class RegistryEntry {
    private static final Pattern KEY =
            Pattern.compile("(?s)(?:filebeat::logs|filestream)::.*?(native|path|fingerprint|inode_marker)::(.*)");
    private static final Pattern NATIVE = Pattern.compile("(\\d{1,18})-(\\d{1,18})(?:-.*)?");
    private static final Pattern MARKED = Pattern.compile("(\\d{1,18})-");
    private static final Pattern SHA_256 = Pattern.compile("([0-9a-f]{64})(?:-.*)?");

    /** As many bytes are hashed if nobody says otherwise. */
    private static final int FINGERPRINT = 1024;

    /** An input that ran no more has its entries marked so: they were taken over by others. */
    private static final long TAKEN_OVER = -2;

    private RegistryEntry() {}

    /**
     * The position in an entry; empty if it is of none of the inputs that read files, or was given up.
     *
     * @param key empty in old registries
     * @throws IllegalArgumentException if it cannot be understood
     */
    static Optional<Position> position(String key, Map<?, ?> entry) {
        Matcher identity = KEY.matcher(key);
        boolean files = key.isEmpty() || identity.matches();
        OptionalLong left = JsonTree.number(entry, "ttl");
        if (!files || left.isPresent() && (left.getAsLong() == 0 || left.getAsLong() == TAKEN_OVER)) {
            return Optional.empty();
        }
        Map<?, ?> meta = JsonTree.member(entry, "meta");
        String source = JsonTree.text(entry, "source");
        String path = source.isEmpty() ? JsonTree.text(meta, "source") : source;
        long offset = JsonTree.number(JsonTree.member(entry, "cursor"), "offset")
                .orElseGet(() -> JsonTree.number(entry, "offset").orElse(0));
        String by = key.isEmpty() ? "native" : identity.group(1);
        String what = key.isEmpty() ? "" : identity.group(2);
        return Optional.of(new Position(
                path.isEmpty() && by.equals("path") ? what : path,
                switch (by) {
                    case "native" -> Optional.of(inode(what, entry));
                    case "inode_marker" -> Optional.of(marked(what));
                    default -> Optional.empty();
                },
                by.equals("fingerprint") ? Optional.of(beginning(what, meta)) : Optional.empty(),
                new Position.Bytes(offset, Stop.LINE_END, Archives.CONTENT),
                time(entry)));
    }

    private static Inode inode(String identity, Map<?, ?> entry) {
        Matcher numbers = NATIVE.matcher(identity);
        if (numbers.matches()) {
            return new Inode(Long.parseLong(numbers.group(1)), Set.of(Long.parseLong(numbers.group(2))));
        }
        Map<?, ?> state = JsonTree.member(entry, "FileStateOS");
        OptionalLong inode = JsonTree.number(state, "inode");
        OptionalLong device = JsonTree.number(state, "device");
        if (inode.isEmpty() || device.isEmpty()) {
            throw new IllegalArgumentException("it does not say which file it is of");
        }
        return new Inode(inode.getAsLong(), Set.of(device.getAsLong()));
    }

    /** A file that is known by its inode and by a marker file on its device. */
    private static Inode marked(String identity) {
        Matcher number = MARKED.matcher(identity);
        if (!number.lookingAt()) {
            throw new IllegalArgumentException("it does not say which file it is of");
        }
        return new Inode(Long.parseLong(number.group(1)), Set.of());
    }

    private static Beginning beginning(String identity, Map<?, ?> meta) {
        Matcher sha256 = SHA_256.matcher(identity);
        if (!sha256.matches()) {
            throw new IllegalArgumentException("its fingerprint is no SHA-256");
        }
        Set<Integer> lengths = new HashSet<>(Set.of(FINGERPRINT));
        JsonTree.number(meta, "fingerprint_len").ifPresent(length -> lengths.add((int) length));
        return new Beginning(sha256.group(1), lengths);
    }

    /** Times are texts, or lists that end with the seconds. */
    private static Optional<Instant> time(Map<?, ?> entry) {
        Object time = entry.get("updated") == null ? entry.get("timestamp") : entry.get("updated");
        try {
            if (time instanceof String text) {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            }
            if (time instanceof List<?> list && list.size() == 2) {
                long seconds = Long.parseLong(String.valueOf(list.getLast()));
                return seconds > 0 ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
            }
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty(); // before the first change the seconds are of the year 1
        }
        return Optional.empty();
    }

    /** A text under either name. @throws IllegalArgumentException if there is none */
    static String text(Map<?, ?> object, String name, String older) {
        String text = JsonTree.text(object, name) + JsonTree.text(object, older);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("it has no '" + name + "'");
        }
        return text;
    }

    /** An object under either name. @throws IllegalArgumentException if there is none */
    static Map<?, ?> member(Map<?, ?> object, String name, String older) {
        Object member = object.get(name) == null ? object.get(older) : object.get(name);
        if (!(member instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("it has no '" + name + "'");
        }
        return map;
    }
}

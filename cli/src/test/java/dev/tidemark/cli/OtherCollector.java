package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A collector that reads files by lines, and writes down how far as Logstash, Filebeat or Fluent Bit do. */
enum OtherCollector {
    LOGSTASH {
        @Override
        Path remember(Path folder, List<Read> read) throws IOException {
            StringBuilder lines = new StringBuilder();
            for (Read each : read) {
                // as JRuby takes a device's number apart
                lines.append(
                        "%d 0 %d %d %d.25 %s%n".formatted(each.inode, each.device, each.offset, each.time, each.path));
            }
            return Files.writeString(folder.resolve(".sincedb_5ab8"), lines);
        }
    },
    LOGSTASH_BEFORE_4_1 {
        @Override
        Path remember(Path folder, List<Read> read) throws IOException {
            StringBuilder lines = new StringBuilder();
            for (Read each : read) {
                long major = each.device >> 8 & 0xfff;
                long minor = each.device & 0xff | each.device >> 12 & ~0xffL;
                lines.append("%d %d %d %d%n".formatted(each.inode, major, minor, each.offset));
            }
            return Files.writeString(folder.resolve(".sincedb_old"), lines);
        }
    },
    FILEBEAT_LOG {
        @Override
        Path remember(Path folder, List<Read> read) throws IOException {
            Path registry = registry(folder);
            List<String> operations = new ArrayList<>();
            for (Read each : read) {
                String id = "native::" + each.inode + "-" + each.device;
                String value = """
                        {"id":"%s","prev_id":"","source":"%s","offset":%d,"timestamp":[280187449934089,%d],"ttl":-1,\
                        "type":"log","FileStateOS":{"inode":%d,"device":%d},"identifier_name":"native"}""".formatted(id, each.path, each.offset, each.time, each.inode, each.device);
                operations.add("{\"k\":\"filebeat::logs::" + id + "\",\"v\":" + value + "}");
            }
            operations.add("{\"k\":\"winlog::none\",\"v\":{\"ttl\":-1,\"cursor\":{\"record\":7}}}");
            log(registry, 1, operations);
            return registry;
        }
    },
    FILESTREAM {
        @Override
        Path remember(Path folder, List<Read> read) throws IOException {
            Path registry = registry(folder);
            List<String> entries = new ArrayList<>();
            List<String> operations = new ArrayList<>();
            for (Read each : read) {
                String key = "filestream::my-id::native::" + each.inode + "-" + each.device;
                String value =
                        "\"ttl\":-1,\"updated\":[502979742,%d],\"meta\":{\"source\":\"%s\",\"identifier_name\":\"native\"},\"cursor\":"
                                .formatted(each.time, each.path);
                // The checkpoint knows of nothing read yet.
                entries.add("{\"_key\":\"" + key + "\"," + value + "null}");
                operations.add(
                        "{\"k\":\"" + key + "\",\"v\":{" + value + "{\"offset\":" + each.offset + ",\"eof\":false}}}");
            }
            entries.add(
                    "{\"_key\":\"filestream::my-id::native::1-1\",\"ttl\":-1,\"meta\":{\"source\":\"/gone\"},\"cursor\":{\"offset\":5}}");
            Files.writeString(registry.resolve("40.json"), "[{\"broken\":");
            Files.writeString(registry.resolve("41.json"), "[\n" + String.join(",\n", entries) + "\n]");
            Files.writeString(
                    registry.resolve("active.dat"), registry.resolve("41.json").toString());
            log(registry, 42, operations);
            Files.writeString(
                    registry.resolve("log.json"),
                    "{\"op\":\"remove\",\"id\":%d}%n{\"k\":\"filestream::my-id::native::1-1\"}%n"
                            .formatted(42 + operations.size()),
                    StandardOpenOption.APPEND);
            return registry.resolve("log.json");
        }
    },
    FILESTREAM_BY_FINGERPRINT {
        @Override
        Path remember(Path folder, List<Read> read) throws IOException {
            Path registry = registry(folder);
            List<String> operations = new ArrayList<>();
            for (Read each : read) {
                operations.add(
                        ("{\"k\":\"filestream::my-id::fingerprint::%s\",\"v\":{\"ttl\":-1,\"updated\":[5,%d],\"meta\":"
                                        + "{\"source\":\"%s\",\"identifier_name\":\"fingerprint\",\"fingerprint_len\":%d},\"cursor\":{\"offset\":%d}}}")
                                .formatted(sha256(each.head), each.time, each.path, each.head.length, each.offset));
            }
            log(registry, 1, operations);
            return registry;
        }
    },
    FLUENT_BIT {
        @Override
        Path remember(Path folder, List<Read> read) throws IOException {
            Path file = Files.createTempDirectory(folder, "fluent").resolve("tail.db");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode=WAL");
                statement.execute("CREATE TABLE in_tail_files (id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                        + " offset INTEGER, inode INTEGER, created INTEGER, rotated INTEGER DEFAULT 0, more TEXT)");
                for (Read each : read) {
                    statement.execute(
                            "INSERT INTO in_tail_files (name, offset, inode, created) VALUES ('%s', %d, %d, %d)"
                                    .formatted(each.path, each.offset, each.inode, each.time));
                }
                // As a program that was killed leaves it: what was committed is still in the log beside it.
                Path left = Files.createDirectories(file.resolveSibling("left")).resolve("tail.db");
                Files.copy(file, left);
                Files.copy(Path.of(file + "-wal"), Path.of(left + "-wal"));
                return left;
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    };

    /** How far a file was read. */
    record Read(Path path, long inode, long device, long offset, long time, byte[] head) {
        static Read of(Path file, long offset) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            return new Read(
                    file,
                    ((Number) Files.getAttribute(file, "unix:ino")).longValue(),
                    ((Number) Files.getAttribute(file, "unix:dev")).longValue(),
                    offset,
                    Instant.now().getEpochSecond() + 1,
                    Arrays.copyOf(bytes, Math.min(1024, bytes.length)));
        }
    }

    /** Writes it down, as the collector does; where. */
    abstract Path remember(Path folder, List<Read> read) throws IOException;

    private static Path registry(Path folder) throws IOException {
        Path registry = Files.createDirectories(folder.resolve("registry/filebeat"));
        Files.writeString(registry.resolve("meta.json"), "{\"version\":\"1\"}");
        return registry;
    }

    private static void log(Path registry, int first, List<String> operations) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < operations.size(); i++) {
            lines.append("{\"op\":\"set\",\"id\":")
                    .append(first + i)
                    .append("}\n")
                    .append(operations.get(i))
                    .append('\n');
        }
        Files.writeString(registry.resolve("log.json"), lines);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads files by lines up to a place of each; what it has delivered. */
    static List<String> lines(Map<Path, Long> offsets) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Path, Long> each : new LinkedHashMap<>(offsets).entrySet()) {
            byte[] bytes = Files.readAllBytes(each.getKey());
            lines.addAll(new String(bytes, 0, each.getValue().intValue(), UTF_8)
                    .lines()
                    .toList());
        }
        return lines;
    }
}

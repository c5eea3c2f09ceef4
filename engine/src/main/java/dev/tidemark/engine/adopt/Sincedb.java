package dev.tidemark.engine.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.engine.file.Position;
import dev.tidemark.engine.file.Position.Archives;
import dev.tidemark.engine.file.Position.Stop;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logstash's {@code sincedb}: a line for each file with its inode, the major and the minor number of its device, and the
 * byte after the last line that was delivered; since version 4.1 of its file input followed by the time of the last
 * change and the path.
 */
public final class Sincedb {
    private static final Pattern LINE =
            Pattern.compile("(\\d{1,19}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18})(?: (\\d{1,18}(?:\\.\\d+)?)(?: (.+))?)?");
    private static final String STOP =
            "Name the sincedb of Logstash's file input (below path.data, plugins/inputs/file/.sincedb_…), and stop"
                    + " Logstash first";

    private Sincedb() {}

    /** Whether a file begins like one. */
    public static boolean is(byte[] first) {
        String text = new String(first, UTF_8);
        int end = text.indexOf('\n');
        return end > 0 && LINE.matcher(text.substring(0, end)).matches();
    }

    /** @throws IOException if it cannot be read; says what to do */
    public static ForeignState read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, UTF_8);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw Unusable.because(file, "its last line is not finished", STOP);
        }
        Map<String, Position> positions = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                throw Unusable.because(
                        file, "its line " + (i + 1) + " is not 'inode major minor position [time path]'", STOP);
            }
            positions.put(line.group(1) + " " + line.group(2) + " " + line.group(3), position(file, line));
        }
        return new ForeignState.Files("Logstash", List.copyOf(positions.values()));
    }

    private static Position position(Path file, Matcher line) throws IOException {
        try {
            return new Position(
                    line.group(6) == null ? "" : line.group(6),
                    Optional.of(new Position.Inode(
                            Long.parseLong(line.group(1)),
                            devices(Long.parseLong(line.group(2)), Long.parseLong(line.group(3))))),
                    Optional.empty(),
                    new Position.Bytes(Long.parseLong(line.group(4)), Stop.LINE_OR_FILE_END, Archives.STORED),
                    Optional.ofNullable(line.group(5)).map(Sincedb::time));
        } catch (ArithmeticException | NumberFormatException e) {
            throw Unusable.because(file, "it holds the number " + e.getMessage(), STOP);
        }
    }

    /** JRuby, which Logstash runs on, takes the lower 24 bits for the minor number; Linux does not. */
    private static Set<Long> devices(long major, long minor) {
        long jruby = major << 24 | minor;
        long linux = (major & 0xfff) << 8 | (major & ~0xfffL) << 32 | minor & 0xff | (minor & ~0xffL) << 12;
        return jruby == linux ? Set.of(jruby) : Set.of(jruby, linux);
    }

    private static Instant time(String seconds) {
        BigDecimal exact = new BigDecimal(seconds);
        long whole = exact.longValue();
        return Instant.ofEpochSecond(
                whole,
                exact.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }
}

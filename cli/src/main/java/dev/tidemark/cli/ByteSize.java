package dev.tidemark.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes such as {@code 500kB} or {@code 16MiB} as bytes. */
final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([a-z]*)");
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30);

    @Override
    public Long convert(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT).trim());
        Long unit = size.matches() ? UNITS.get(size.group(2)) : null;
        long bytes = unit == null ? 0 : Long.parseLong(size.group(1)) * unit;
        if (bytes < 1) {
            throw new TypeConversionException(
                    "'" + text + "' is not a size; write a number of B, kB, MB, GB, KiB, MiB or GiB, such as 16MB");
        }
        return bytes;
    }
}

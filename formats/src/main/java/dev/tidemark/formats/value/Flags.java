package dev.tidemark.formats.value;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Truth as it is written: true, t, yes, 1 and false, f, no, 0, in any case. */
public final class Flags {
    private Flags() {}

    /** @throws UnfitValueException if the text is neither */
    public static boolean parse(byte[] bytes, int from, int length) throws UnfitValueException {
        String text = new String(bytes, from, Math.min(length, 200), StandardCharsets.UTF_8);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "1" -> true;
            case "false", "f", "no", "0" -> false;
            default -> throw UnfitValueException.of(text, "is not a BOOLEAN");
        };
    }
}

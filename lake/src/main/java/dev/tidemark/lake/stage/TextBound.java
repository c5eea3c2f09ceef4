package dev.tidemark.lake.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.lake.parquet.Bounds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of texts, cut to 16 characters as Iceberg does: the lower one simply, the upper one rounded up.
 *
 * <p>Done on UTF-8 bytes, whose order is that of the characters. What is not UTF-8 has no bound, because a reader
 * would compare with something else.
 */
final class TextBound {
    private static final int CHARACTERS = 16;
    private static final int LAST_CHARACTER = Character.MAX_CODE_POINT;

    private TextBound() {}

    static @Nullable ByteBuffer lower(Bounds.Text least) {
        int @Nullable [] characters = characters(least);
        return characters == null ? null : encode(Arrays.copyOf(characters, Math.min(CHARACTERS, characters.length)));
    }

    /** Null as well if there is nothing larger: a text that begins with 16 of the last character. */
    static @Nullable ByteBuffer upper(Bounds.Text greatest) {
        int @Nullable [] characters = characters(greatest);
        if (characters == null) {
            return null;
        }
        if (characters.length <= CHARACTERS) {
            return encode(characters);
        }
        for (int last = CHARACTERS - 1; last >= 0; last--) {
            if (characters[last] < LAST_CHARACTER) {
                int[] rounded = Arrays.copyOf(characters, last + 1);
                rounded[last] = after(characters[last]);
                return encode(rounded);
            }
        }
        return null;
    }

    /** The next character; surrogates are none. */
    private static int after(int character) {
        return character + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : character + 1;
    }

    /** The characters as far as they matter: 16, and one more if there are more. Null if it is not UTF-8. */
    private static int @Nullable [] characters(Bounds.Text bound) {
        String text = new String(bound.bytes(), UTF_8);
        int[] characters = text.codePoints().limit(CHARACTERS + 1L).toArray();
        byte[] again = new String(characters, 0, Math.min(CHARACTERS, characters.length)).getBytes(UTF_8);
        return startsWith(bound.bytes(), again) ? characters : null;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static ByteBuffer encode(int[] characters) {
        return ByteBuffer.wrap(new String(characters, 0, characters.length).getBytes(UTF_8));
    }
}

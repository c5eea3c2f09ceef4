package dev.tidemark.formats.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    /** Around every border that the rules know. */
    private static final int[] BORDERS = {
        0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
        0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
    };

    @Test
    void agreesWithTheJdkAtAllBorders() {
        byte[] bytes = {0, 0, 0, (byte) 0x80};
        for (int first : BORDERS) {
            for (int second : BORDERS) {
                for (int third : BORDERS) {
                    bytes[0] = (byte) first;
                    bytes[1] = (byte) second;
                    bytes[2] = (byte) third;
                    for (int length = 1; length <= 4; length++) {
                        assertAgrees(bytes, length, "borders");
                    }
                }
            }
        }
    }

    @Test
    void agreesWithTheJdkOnRandomTexts() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.appendCodePoint(random.nextInt(1 << (4 + random.nextInt(17))));
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            bytes[random.nextInt(bytes.length)] ^= (byte) (random.nextInt(4) == 0 ? 1 << random.nextInt(8) : 0);
            assertAgrees(bytes, bytes.length, "seed " + seed + ", round " + round);
        }
    }

    private static void assertAgrees(byte[] bytes, int length, String place) {
        boolean valid = Utf8.invalid(bytes, 0, length) < 0;
        if (valid != isValid(bytes, length)) {
            assertThat(valid).as("%s: %s", place, Arrays.toString(bytes)).isEqualTo(!valid);
        }
    }

    private static boolean isValid(byte[] bytes, int length) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

package dev.tidemark.formats.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void theFirstMarkIsFoundWhateverMarksFollow() {
        for (int before = 0; before < Long.BYTES; before++) {
            long first = 0x80L << Byte.SIZE * before;
            for (long marks = 0; marks < 1 << Long.BYTES; marks++) {
                assertThat(Words.before(first | spread(marks) & -first))
                        .as("mark at %d with %d", before, marks)
                        .isEqualTo(before);
            }
        }
    }

    /** One mark for each bit. */
    private static long spread(long bits) {
        long marks = 0;
        for (int bit = 0; bit < Long.BYTES; bit++) {
            marks |= (bits >>> bit & 1) << Byte.SIZE * bit + 7;
        }
        return marks;
    }

    @Test
    void lettersAreReadAsTheyLieInBytes() {
        assertThat(Words.of("null")).isEqualTo(0x6c6c756eL);
        assertThat(Words.of("question")).isEqualTo(0x6e6f697473657571L);
    }
}

package dev.tidemark.lake.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.parquet.Bounds;
import java.nio.ByteBuffer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class TextBoundTest {
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private static String upper(String text) {
        return text(TextBound.upper(new Bounds.Text(text.getBytes(UTF_8), false)));
    }

    private static String lower(String text) {
        return text(TextBound.lower(new Bounds.Text(text.getBytes(UTF_8), false)));
    }

    private static String text(ByteBuffer bound) {
        return bound == null ? null : UTF_8.decode(bound.duplicate()).toString();
    }

    @Test
    void shortTextsAreTheirOwnBounds() {
        assertThat(lower("")).isEmpty();
        assertThat(upper("sixteen letters!")).isEqualTo("sixteen letters!");
        assertThat(lower("sixteen letters!")).isEqualTo("sixteen letters!");
    }

    @Test
    void longTextsAreCutAndTheUpperBoundIsRoundedUp() {
        assertThat(lower("sixteen letters! and more")).isEqualTo("sixteen letters!");
        assertThat(upper("sixteen letters! and more")).isEqualTo("sixteen letters\"");
    }

    @Test
    void charactersOfFourBytesCountOnce() {
        assertThat(lower("😀".repeat(20))).isEqualTo("😀".repeat(16));
        assertThat(upper("😀".repeat(20))).isEqualTo("😀".repeat(15) + "😁");
    }

    @Test
    void roundingUpPassesOverSurrogatesAndTheLastCharacter() {
        assertThat(upper("a".repeat(15) + "\uD7FFxyz")).isEqualTo("a".repeat(15) + "\uE000");
        assertThat(upper("a".repeat(14) + LAST.repeat(9))).isEqualTo("a".repeat(13) + "b");
        assertThat(upper(LAST.repeat(17))).isNull();
        assertThat(upper(LAST.repeat(16))).isEqualTo(LAST.repeat(16));
    }

    @Test
    void aTextThatWasCutInsideACharacterIsRoundedUpAllTheSame() {
        byte[] kept = new byte[72];
        System.arraycopy("é".repeat(36).getBytes(UTF_8), 0, kept, 0, 71);
        kept[71] = (byte) 0xF0;
        assertThat(text(TextBound.upper(new Bounds.Text(kept, true)))).isEqualTo("é".repeat(15) + "ê");
    }

    @Test
    void whatIsNotUtf8HasNoBounds() {
        Bounds.Text broken = new Bounds.Text(new byte[] {'a', (byte) 0xFF, 'b'}, false);
        assertThat(TextBound.lower(broken)).isNull();
        assertThat(TextBound.upper(broken)).isNull();
    }
}

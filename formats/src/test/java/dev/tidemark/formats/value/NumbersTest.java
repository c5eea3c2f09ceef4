package dev.tidemark.formats.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static long whole(String text) throws UnfitValueException {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
        byte[] within = ("9".repeat(20) + text + "9").getBytes(StandardCharsets.UTF_8);
        long value = Numbers.whole(bytes, 1, bytes.length - 2);
        assertThat(Numbers.whole(within, 20, within.length - 21)).isEqualTo(value);
        return value;
    }

    private static double real(String text) throws UnfitValueException {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
        return Numbers.real(bytes, 1, bytes.length - 2);
    }

    @Test
    void wholeNumbersAgreeWithBigInteger() throws UnfitValueException {
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            BigInteger number = new BigInteger(random.nextInt(1, 70), random);
            BigInteger signed = random.nextBoolean() ? number : number.negate();
            if (signed.bitLength() < 64) {
                assertThat(whole(signed.toString())).as(signed.toString()).isEqualTo(signed.longValueExact());
            } else {
                assertThatThrownBy(() -> whole(signed.toString())).isInstanceOf(UnfitValueException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"9007199254740993,9007199254740993", "7.0,7", "1e3,1000", "+5,5", "' 42 ',42", "007,7", "-0,0"})
    void unusualSpellingsOfWholeNumbersAreRead(String text, long expected) throws UnfitValueException {
        assertThat(whole(text)).isEqualTo(expected);
    }

    @Test
    void everyByteThatIsNoDigitIsFound() {
        for (int place = 0; place < 16; place++) {
            for (int other = -128; other < 128; other++) {
                byte[] bytes = "x1234567890123456".getBytes(StandardCharsets.UTF_8);
                bytes[1 + place] = (byte) other;
                boolean digit = other >= '0' && other <= '9';
                assertThat(Digits.number(bytes, 1, 16) >= 0)
                        .as("%d at %d", other, place)
                        .isEqualTo(digit);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "abc", "1.5", "0x10", "1_000", "502, 200", "9223372036854775808", "1e999999999"})
    void whatIsNoWholeNumberIsRefused(String text) {
        assertThatThrownBy(() -> whole(text))
                .isInstanceOf(UnfitValueException.class)
                .hasMessageStartingWith("'" + text + "' is not a BIGINT");
    }

    @Test
    void integersHave32Bits() throws UnfitValueException {
        byte[] most = "2147483647".getBytes(StandardCharsets.UTF_8);
        byte[] more = "2147483648".getBytes(StandardCharsets.UTF_8);

        assertThat(Numbers.small(most, 0, most.length)).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> Numbers.small(more, 0, more.length))
                .hasMessage("'2147483648' is outside the range of INTEGER; use bigint");
    }

    @Test
    void realNumbersAgreeWithJava() throws UnfitValueException {
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            double number = random.nextBoolean()
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(1_000_000_000) / 1000.0 - 1000;
            if (Double.isFinite(number)) {
                assertThat(real(Double.toString(number))).isEqualTo(number);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1d", "0x1p3", "NaN", "Infinity", "1.2.3", "1e999"})
    void whatIsNoRealNumberIsRefused(String text) {
        assertThatThrownBy(() -> real(text)).isInstanceOf(UnfitValueException.class);
    }
}

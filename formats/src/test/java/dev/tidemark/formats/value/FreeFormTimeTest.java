package dev.tidemark.formats.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreeFormTimeTest {
    private static long micros(String text) throws UnfitValueException {
        byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.UTF_8);
        return FreeFormTime.micros(bytes, 1, bytes.length - 2);
    }

    private static Instant read(String text) throws UnfitValueException {
        return Instant.EPOCH.plus(micros(text), ChronoUnit.MICROS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123456789 | 1973-11-29T21:33:09Z",
                "1136214245 | 2006-01-02T15:04:05Z",
                "113621424512 | 1973-08-08T01:30:24.512Z",
                "1136214245123 | 2006-01-02T15:04:05.123Z",
                "113621424512345678 | 1973-08-08T01:30:24.512345Z",
                "1136214245123456789 | 2006-01-02T15:04:05.123456Z",
                "2006-01-02T15:04:05Z | 2006-01-02T15:04:05Z",
                "2006-01-02T15:04:05.1234567Z | 2006-01-02T15:04:05.123456Z",
                "2006-01-02T15:04:05.5+01:30 | 2006-01-02T13:34:05.5Z",
                "2006-01-02T15:04:05-07:00 | 2006-01-02T22:04:05Z",
                "Mon, 02 Jan 2006 15:04:05 +0100 | 2006-01-02T14:04:05Z",
                "Mon, 02 Jan 2006 15:04:05 GMT | 2006-01-02T15:04:05Z",
                "Mon, 02 Jan 2006 15:04:05 EST | 2006-01-02T20:04:05Z",
                "Monday, 02-Jan-06 15:04:05 UTC | 2006-01-02T15:04:05Z",
                "Monday, 02-Jan-06 15:04:05 Europe/Berlin | 2006-01-02T14:04:05Z",
                "02 Jan 06 15:04 -0700 | 2006-01-02T22:04:00Z",
                "02 Jan 99 15:04 PST | 1999-01-02T23:04:00Z",
                "Mon Jan  2 15:04:05 CET 2006 | 2006-01-02T14:04:05Z",
                "Mon Jan 12 15:04:05 UTC 2006 | 2006-01-12T15:04:05Z",
                "Mon Jan 02 15:04:05 +0200 2006 | 2006-01-02T13:04:05Z",
                "Mon Jan  2 15:04:05 2006 | 2006-01-02T15:04:05Z",
                "02/Jan/2006:15:04:05 +0100 | 2006-01-02T14:04:05Z",
                "02/Jan/2006:15:04:05 UTC | 2006-01-02T15:04:05Z",
                "2006-01-02 15:04:05 | 2006-01-02T15:04:05Z",
                "2006-01-02 15:04:05 -0330 | 2006-01-02T18:34:05Z",
                "2006-07-02 15:04:05 Europe/Berlin | 2006-07-02T13:04:05Z",
                "2006/01/02 15:04:05 | 2006-01-02T15:04:05Z",
                "2006/01/02 15:04:05 +0100 | 2006-01-02T14:04:05Z",
                "2006/01/02 15:04:05 UTC | 2006-01-02T15:04:05Z",
                "2006-01-02 | 2006-01-02T00:00:00Z",
                "2006-01-02T15:04:05 | 2006-01-02T15:04:05Z",
                "2006-01-02T15:04:05.25 | 2006-01-02T15:04:05.25Z",
                "2000-02-29 | 2000-02-29T00:00:00Z",
            })
    void everyUsualFormIsRead(String text, Instant expected) throws UnfitValueException {
        assertThat(read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "12345678",
                "12345678901",
                "9999999999999999999",
                "2006-13-02T15:04:05Z",
                "2006-02-29",
                "1900-02-29",
                "2006-01-02T24:00:00Z",
                "2006-01-02T15:60:00Z",
                "2006-01-02T15:04:61Z",
                "2006-01-02T15:04:05+24:00",
                "2006-01-02T15:04:05.Z",
                "2006-01-02T15:04:05 Mars/Olympus",
                "2006-01-02T15:04",
                "32/Jan/2006:15:04:05 +0100",
                "02/Foo/2006:15:04:05 +0100",
                "Foo, 02 Jan 2006 15:04:05 GMT",
                "2006-01-02 15:04:05 +01",
                "2006-01-02Z",
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> micros(text))
                .isInstanceOf(UnfitValueException.class)
                .hasMessage("'" + text + "' is not a TIMESTAMP");
    }

    @Test
    void agreesWithJavaTimeOnRandomMoments() throws UnfitValueException {
        DateTimeFormatter web = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long micros = random.nextLong(-62_135_596_800_000_000L, 253_402_300_800_000_000L);
            Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            OffsetDateTime time = instant.atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-720, 720)));
            if (time.getYear() < 1 || time.getYear() > 9999) {
                continue;
            }
            String iso = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            assertThat(read(iso.matches(".*T\\d\\d:\\d\\d[+-Z].*") ? instant.toString() : iso))
                    .as("seed %d, %s", seed, iso)
                    .isEqualTo(instant);
            assertThat(read(web.format(time))).as("seed %d", seed).isEqualTo(instant.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Test
    void agreesWithJavaTimeOnWhichDatesThereAre() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String text = String.format(
                    "%04d-%02d-%02dT%02d:%02d:%02d",
                    random.nextInt(1, 2500),
                    random.nextInt(14),
                    random.nextInt(33),
                    random.nextInt(25),
                    random.nextInt(61),
                    random.nextInt(61));
            assertThat(isRead(text)).as(text).isEqualTo(isLocalTime(text));
        }
    }

    private static boolean isRead(String text) {
        try {
            micros(text);
            return true;
        } catch (UnfitValueException unfit) {
            return false;
        }
    }

    private static boolean isLocalTime(String text) {
        try {
            LocalDateTime time = LocalDateTime.parse(text);
            return !text.contains("T24") && time.getYear() > 0;
        } catch (java.time.DateTimeException none) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%d/%b/%Y:%H:%M:%S %z | 02/Jan/2006:15:04:05 +0100 | 2006-01-02T14:04:05Z",
                "%Y%m%d %T | 20060102 15:04:05 | 2006-01-02T15:04:05Z",
                "%s | 1136214245 | 2006-01-02T15:04:05Z",
                "%F %I:%M %p | 2006-01-02 12:04 AM | 2006-01-02T00:04:00Z",
                "%a %b %e %H:%M:%S %Y | Mon Jan  2 15:04:05 2006 | 2006-01-02T15:04:05Z",
                "%Y-%jT%H:%M:%S.%f | 2006-032T15:04:05.5 | 2006-02-01T15:04:05.5Z",
            })
    void patternsReadWhatTheySay(String pattern, String text, Instant expected) throws UnfitValueException {
        assertThat(Instant.EPOCH.plus(TimePattern.of(pattern).micros(text), ChronoUnit.MICROS))
                .isEqualTo(expected);
    }

    @Test
    void patternsRefuseWhatDoesNotFollowThem() {
        assertThatThrownBy(() -> TimePattern.of("%Y-%m-%d").micros("2006-13-02"))
                .hasMessage("'2006-13-02' is not a time of the form %Y-%m-%d");
        assertThatThrownBy(() -> TimePattern.of("%H").micros("12 o'clock")).isInstanceOf(UnfitValueException.class);
        assertThatThrownBy(() -> TimePattern.of("%Q")).hasMessageContaining("%Q is not known");
    }
}

package dev.tidemark.formats.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in the forms that sources name. */
class TimeFormTest {
    private static void reads(TimeForm form, String text, String expected) {
        assertThat(form.micros(text).stream()
                        .mapToObj(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                        .toList())
                .as(text)
                .containsExactly(Instant.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01T00:00:00Z",
        "2026-03, 2026-03-01T00:00:00Z",
        "2026-03-04, 2026-03-04T00:00:00Z",
        "2026-03-04T05, 2026-03-04T05:00:00Z",
        "2026-03-04T05:06, 2026-03-04T05:06:00Z",
        "2026-03-04T05:06Z, 2026-03-04T05:06:00Z",
        "2026-03-04T05:06:07+01:00, 2026-03-04T04:06:07Z",
        "2026-03-04T05:06:07+0100, 2026-03-04T04:06:07Z",
        "2026-03-04T05:06:07+01, 2026-03-04T04:06:07Z",
        "2026-03-04T05:06:07.1, 2026-03-04T05:06:07.1Z",
        "2026-03-04T05:06:07.123456789Z, 2026-03-04T05:06:07.123456Z",
        "'2026-03-04T05:06:07,5Z', 2026-03-04T05:06:07.5Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.5Z",
    })
    void isoInAnyLength(String text, String expected) {
        reads(new TimeForm.Iso(), text, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1772359200", "20260304", "soon", "2026-13-01", "2026-03-04T25", "2026-03-04 05:06:07"})
    void whatIsNotIsoIsNone(String text) {
        assertThat(new TimeForm.Iso().micros(text)).isEmpty();
    }

    @Test
    void epochsAreWholeOrNot() {
        reads(TimeForm.Epoch.MILLIS, "1772359200000", "2026-03-01T10:00:00Z");
        reads(TimeForm.Epoch.MILLIS, "1772359200000.5", "2026-03-01T10:00:00.0005Z");
        reads(TimeForm.Epoch.MILLIS, "-1", "1969-12-31T23:59:59.999Z");
        reads(TimeForm.Epoch.MILLIS, "1.7723592E12", "2026-03-01T10:00:00Z");
        reads(TimeForm.Epoch.SECONDS, "1772359200", "2026-03-01T10:00:00Z");
        assertThat(TimeForm.Epoch.SECONDS.micros("9223372036854775807")).isEmpty();
        assertThat(TimeForm.Epoch.SECONDS.micros("2026-03-01")).isEmpty();
        assertThat(TimeForm.Epoch.SECONDS.micros("1e999999999")).isEmpty();
    }

    @Test
    void patternsMayLackParts() {
        reads(TimeForm.Written.of("dd/MM/yyyy"), "04/03/2026", "2026-03-04T00:00:00Z");
        reads(TimeForm.Written.of("yyyy-MM-dd HH:mm:ss"), "2026-03-04 05:06:07", "2026-03-04T05:06:07Z");
        reads(TimeForm.Written.of("yyyy-MM"), "2026-03", "2026-03-01T00:00:00Z");
        reads(TimeForm.Written.of("HH:mm:ss"), "05:06:07", "1970-01-01T05:06:07Z");
        reads(TimeForm.Written.of("HH"), "05", "1970-01-01T05:00:00Z");
        reads(TimeForm.Written.of("dd/MMM/yyyy:HH:mm:ss Z"), "04/Mar/2026:05:06:07 +0100", "2026-03-04T04:06:07Z");
        reads(TimeForm.Written.of("yyyy-MM-dd VV"), "2026-03-04 Europe/Berlin", "2026-03-03T23:00:00Z");
        assertThat(TimeForm.Written.of("yyyy").micros("soon")).isEmpty();
    }
}

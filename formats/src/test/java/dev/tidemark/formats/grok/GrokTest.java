package dev.tidemark.formats.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.formats.grok.Grok.Extent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrokTest {
    @Test
    void keepsNamedPartsAndNothingElse() {
        Grok grok = Grok.compile("%{IPORHOST:client.ip} %{USER} %{NUMBER:took_ms:int}", Map.of());

        assertThat(grok.names()).containsExactly("client.ip", "took_ms");
        assertThat(grok.match("10.0.0.7 anna -1.5").orElseThrow().texts())
                .isEqualTo(Map.of("client.ip", "10.0.0.7", "took_ms", "-1.5"));
    }

    @Test
    void theLastPartOfANameThatIsNotEmptyCounts() {
        Grok grok = Grok.compile("%{WORD:x}/%{DATA:x}/%{WORD:y}", Map.of());

        assertThat(grok.match("a/b/c").orElseThrow().text("x")).contains("b");
        assertThat(grok.match("a//c").orElseThrow().text("x")).contains("a");
    }

    @Test
    void anEmptyPartIsAbsent() {
        assertThat(Grok.compile("<%{DATA:x}>", Map.of())
                        .match("<>")
                        .orElseThrow()
                        .text("x"))
                .isEmpty();
    }

    @Test
    void bothSpellingsOfNamedGroupsAreKnown() {
        Grok grok = Grok.regex("(?P<a_b>\\d+)-(?<c.d>\\w+)(?<!x)");

        assertThat(grok.match("12-yz").orElseThrow().texts()).isEqualTo(Map.of("a_b", "12", "c.d", "yz"));
    }

    @Test
    void matchesAsMuchAsIsAskedFor() {
        Grok grok = Grok.compile("%{WORD:w}\\.log", Map.of());

        assertThat(grok.match("old/app.log.1")).isPresent();
        assertThat(grok.match("old/app.log.1", Extent.START)).isEmpty();
        assertThat(grok.match("app.log.1", Extent.START).orElseThrow().end()).isEqualTo(7);
        assertThat(grok.match("app.log.1", Extent.WHOLE)).isEmpty();
        assertThat(grok.match("app.log", Extent.WHOLE)).isPresent();
    }

    @Test
    void ownPatternsWinAndMayUseOthers() {
        Map<String, String> own = Map.of("TICKET", "%{WORD:project}-%{INT:id}", "INT", "[0-9]{3}");
        Grok grok = Grok.compile("%{TICKET}", own);

        assertThat(grok.match("see OPS-123").orElseThrow().texts()).isEqualTo(Map.of("project", "OPS", "id", "123"));
        assertThat(grok.match("see OPS-12")).isEmpty();
    }

    @Test
    void anUnknownNameIsAnErrorThatOffersTheNearest() {
        assertThatThrownBy(() -> Grok.compile("%{NUMBR:x}", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUMBR")
                .hasMessageContaining("NUMBER");
        assertThatThrownBy(() -> Grok.compile("%{NUMBER:x:integr}", Map.of())).hasMessageContaining("integr");
        assertThatThrownBy(() -> Grok.compile("%{:x}", Map.of())).hasMessageContaining("%{NAME:field}");
        assertThatThrownBy(() -> Grok.compile("%{A}", Map.of("A", "%{B}", "B", "x%{A}")))
                .hasMessageContaining("A → B → A");
        assertThatThrownBy(() -> Grok.compile("x", Map.of("A:B", "x"))).hasMessageContaining("A:B");
        assertThatThrownBy(() -> Grok.compile("a(", Map.of())).hasMessageContaining("'a('");
    }

    @Test
    void everyBuiltInPatternCompiles() {
        for (String name : Patterns.BUILT_IN.keySet()) {
            if (!Patterns.BUILT_IN.get(name).contains(";")) { // the library's own types, which we do not take
                assertThat(Grok.compile("%{" + name + "}", Map.of()).pattern())
                        .as(name)
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "MONTHNUM | 3 | -",
                "MONTHNUM | 03 | 03",
                "MONTHDAY | 3 | 3",
                "YEAR | 2025 | 2025",
                "YEAR | 25 | 25",
                "HOUR | 7 | 7",
                "TIME | 07:08 | 07:08",
                "TIME | 07:08:09,5 | 07:08:09,5",
                "SECOND | 60.25 | 60.25",
                "SECOND | 7 | -",
                "IPV4 | 10.200.3.255 | 10.200.3.255",
                "IPORHOST | 2001:db8::1 | 2001:db8::1",
                "IPORHOST | www.example.com | www.example.com",
                "HOSTPORT | example.com:80 | example.com:80",
                "UUID | 123e4567-e89b-12d3-a456-426614174000 | 123e4567-e89b-12d3-a456-426614174000",
                "URN | urn:isbn:0451450523 | urn:isbn:0451450523",
                "LOGLEVEL | Warning | Warning",
                "BASE16NUM | 0xBeef | 0xBeef",
                "NUMBER | .5 | .5",
                "BOOL | true | true",
                "QS | \"a \\\" b\" | \"a \\\" b\"",
                "TIMESTAMP_ISO8601 | 2025-03-04T05:06:07.890Z | 2025-03-04T05:06:07.890Z",
                "HTTPDATE | 17/May/2015:10:05:03 +0000 | 17/May/2015:10:05:03 +0000",
                "URI | https://u@example.com:8/a/b?c=d | https://u@example.com:8/a/b?c=d",
                "EMAILADDRESS | a.b+c@example.com | a.b+c@example.com",
                "TZ | EDT | EDT",
                "UNIXPATH | /var/log/a-b.log | /var/log/a-b.log",
                "MAC | 00:1a:2B:3c:4d:5e | 00:1a:2B:3c:4d:5e",
            })
    void matchesAsTheSheetSays(String name, String text, String whole) {
        Grok grok = Grok.compile("%{" + name + ":it}", Map.of());

        assertThat(grok.match(text, Extent.WHOLE)
                        .flatMap(found -> found.text("it"))
                        .orElse(null))
                .isEqualTo(whole);
    }

    @Test
    void syslogLinesKeepTimeAndHost() {
        assertThat(Grok.compile("%{SYSLOGBASE} %{GREEDYDATA:message}", Map.of())
                        .match("Mar  7 04:02:16 web-1 sshd[4711]: Accepted key")
                        .orElseThrow()
                        .texts())
                .isEqualTo(Map.of("timestamp", "Mar  7 04:02:16", "host.name", "web-1", "message", "Accepted key"));
    }
}

package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.stage;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushdownTest {
    @TempDir
    Path folder;

    /** Six files: sources web and api on the 1st, 2nd and 3rd of March at 0:00. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    6 | SELECT * FROM lines
                    3 | SELECT * FROM lines WHERE tp_partition = 'web'
                    3 | SELECT * FROM lines l WHERE 'x' = line AND l.tp_partition = 'web'
                    6 | SELECT * FROM lines WHERE tp_partition = 'web' OR line = 'x'
                    6 | SELECT * FROM lines WHERE NOT (tp_partition = 'web')
                    4 | SELECT * FROM lines WHERE tp_timestamp >= '2026-03-02'
                    2 | SELECT * FROM lines WHERE tp_timestamp > TIMESTAMP '2026-03-02 00:00:00'
                    4 | SELECT * FROM lines WHERE tp_timestamp >= '2026-03-02 07:00'::DATE
                    1 | SELECT count(*) FROM lines WHERE tp_timestamp < '2026-03-02' AND tp_partition = 'api'
                    2 | SELECT * FROM lines WHERE tp_timestamp BETWEEN '2026-03-02' AND '2026-03-02 12:00:00'
                    6 | SELECT * FROM lines WHERE tp_timestamp > 'no time'
                    6 | SELECT * FROM lines WHERE tp_timestamp > now() - INTERVAL '7 days'
                    6 | SELECT * FROM lines a, lines b WHERE a.tp_partition = 'web'
                    6 | SELECT * FROM lines WHERE tp_partition = 'web' AND line IN (SELECT line FROM lines)
                    6 | SELECT * FROM lines AS l(line, tp_partition, tp_timestamp) WHERE tp_partition = 'web'
                    6 | SELECT * FROM (SELECT line AS tp_partition FROM lines) WHERE tp_partition = 'web'
                    """)
    void onlyFilesThatMayHoldWantedRowsArePlanned(int files, String sql) throws Exception {
        try (Lake lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
                LakeSink sink = new LakeSink(lake);
                Connection duck = Duck.open(lake.settings())) {
            for (String source : new String[] {"web", "api"}) {
                sink.publish(claim(
                        source,
                        1,
                        stage(sink, source, 0, "day 1"),
                        stage(sink, source, 24, "day 2"),
                        stage(sink, source, 48, "day 3")));
            }
            LakeTable table = lake.find(Logs.TABLE).orElseThrow();
            ParsedQuery query = ParsedQuery.parse(duck, sql);

            assertThat(query.tables()).contains("lines");
            assertThat(Plan.files(table, Pushdown.filter(query, table, duck))).hasSize(files);
        }
    }
}

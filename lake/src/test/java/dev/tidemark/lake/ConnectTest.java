package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.hour;
import static dev.tidemark.lake.Logs.publish;
import static dev.tidemark.lake.Logs.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Range;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectTest {
    @TempDir
    Path folder;

    private Lake lake;
    private LakeSink sink;

    @BeforeEach
    void open() throws Exception {
        lake = Lake.open(folder.resolve("lake"), Clock.systemUTC(), LakeSettings.DEFAULTS);
        sink = new LakeSink(lake);
        sink.publish(claim("web", 1, stage(sink, "web", 0, "web 0"), stage(sink, "web", 30, "web 30")));
        sink.publish(claim("api", 1, stage(sink, "api", 30, "api 30")));
        stage(sink, "empty", "web", 0);
    }

    @AfterEach
    void close() {
        sink.close();
        lake.close();
    }

    @Test
    void aScriptMakesViewsInPlainDuckDb() throws Exception {
        String script = new Connect(lake, Range.ALL, Optional.empty()).script();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(script);
            assertThat(column(duck, "SELECT line FROM lines")).containsExactlyInAnyOrder("web 0", "web 30", "api 30");
            assertThat(column(duck, "SELECT line FROM empty")).isEmpty();
        }
    }

    @Test
    void aDatabaseGoesOnWorkingWhileRowsComeAndFilesAreCompacted() throws Exception {
        Path file = folder.resolve("logs.db");
        new Connect(lake, Range.ALL, Optional.empty()).database(file);
        new Connect(lake, Range.ALL, Optional.empty()).database(file);
        publish(sink, "web", 2);
        new Compaction(lake).compact(Logs.TABLE);
        publish(sink, "web", 3);

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            assertThat(column(duck, "SELECT line FROM lines")).containsExactlyInAnyOrder("web 0", "web 30", "api 30");
        }
    }

    @Test
    void viewsCanBeLimitedToARangeAndASource() throws Exception {
        Path file = folder.resolve("sub/some.db");
        new Connect(lake, new Range(hour(1), hour(48)), Optional.of("web")).database(file);

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            assertThat(column(duck, "SELECT line FROM lines")).containsExactly("web 30");
        }
    }

    private static List<String> column(Connection duck, String sql) throws Exception {
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }
}

package dev.tidemark.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
    @ParameterizedTest
    @ValueSource(strings = {"select 1;", "select ';' ;  ", "", ".tables", "select \"a;b\";", "select 1 -- x;\n;"})
    void isComplete(String line) {
        assertThat(StatementParser.complete(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "select ';", "select 1 -- ;", "select 1; select 2", "select \"a;"})
    void goesOn(String line) {
        assertThat(StatementParser.complete(line)).isFalse();
    }
}

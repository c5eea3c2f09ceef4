package dev.tidemark.formats.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.formats.value.UnfitValueException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    /** Names and values: what is not here is null. */
    private static final List<String> NAMES =
            List.of("status", "host", "missing", "doc", "big", "account-id", "at", "a.b");

    private static final List<Value> VALUES = List.of(
            Value.Text.of("404"),
            Value.Text.of("Www.Example.org"),
            Value.Text.of(""),
            json(
                    "{\"a\":{\"b\":[1,\"x\\ny\",null]},\"n\":9007199254740993,\"a\":{\"b\":[2,\"x\\ny\",null]},\"t\":\"v\"}"),
            new Value.Whole(9007199254740993L),
            Value.Text.of("123"),
            new Value.Moment(1_136_214_245_123_456L),
            Value.Text.of("dotted"));

    private static Value json(String text) {
        Value.Text slice = Value.Text.of(text);
        return new Value.Json(slice.bytes(), slice.from(), slice.length());
    }

    private static final Names IN_SIGHT = new Names() {
        @Override
        public OptionalInt find(String name) {
            int number = NAMES.indexOf(name);
            return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
        }

        @Override
        public Collection<String> all() {
            return NAMES;
        }
    };

    private static String value(String text) throws BadExpressionException, UnfitValueException {
        return String.valueOf(Expression.parse(text, IN_SIGHT)
                .evaluate(number -> NAMES.get(number).equals("missing") ? null : VALUES.get(number)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "1 + 2 * 3 => 7",
                "(1 + 2) * 3 - -1 => 10",
                "7 / 2 => 3.5",
                "7 % 4 => 3",
                "1 / 0 => null",
                "status = 404 => true",
                "status > 1000 => false",
                "status >= 400 and status < 500 => true",
                "status between 400 and 499 => true",
                "status not between 400 and 499 => false",
                "status in (200, 404) => true",
                "status not in (200, 304) => true",
                "status in (200, null) => null",
                "big = 9007199254740993 => true",
                "big = 9007199254740992 => false",
                "missing = 1 => null",
                "missing = 1 or true => true",
                "missing = 1 and false => false",
                "missing = 1 and true => null",
                "not (missing = 1) => null",
                "missing is null => true",
                "host is not null => true",
                "lower(host) like 'www.%.org' => true",
                "host like 'www%' => false",
                "host ilike 'www_%' => true",
                "not host like '%x' => true",
                "host || ':' || status => Www.Example.org:404",
                "host || missing => null",
                "concat(host, missing, 1) => Www.Example.org1",
                "case when status = 404 then 'gone' else 'there' end => gone",
                "case status when '200' then 1 when 404 then 2 end => 2",
                "case when missing = 1 then 1 end => null",
                "cast(status as bigint) + 1 => 405",
                "status::integer + 1 => 405",
                "'1.50'::double => 1.5",
                "'yes'::boolean => true",
                "'2006-01-02T15:04:05.5Z'::timestamp => 2006-01-02 15:04:05.5",
                "'2006-01-02T15:04:05Z'::date => 2006-01-02 00:00:00",
                "at > '2006-01-02' => true",
                "epoch(1136214245) => 2006-01-02 15:04:05",
                "epoch('1136214245.123') => 2006-01-02 15:04:05.123",
                "epoch_ms(1136214245123) => 2006-01-02 15:04:05.123",
                "epoch_ns(1136214245123456789) => 2006-01-02 15:04:05.123456",
                "epoch(at) => 1136214245",
                "epoch_ms(at) => 1136214245123",
                "epoch_ms(timestamp('2006-01-02T15:04:05Z')) => 1136214245000",
                "date_trunc('hour', at) => 2006-01-02 15:00:00",
                "strptime('02.01.2006', '%d.%m.%Y') => 2006-01-02 00:00:00",
                "upper('a') => A",
                "trim('  a ') => a",
                "substr('häuser', 2, 3) => äus",
                "substr('abc', -2) => bc",
                "replace('a-b-c', '-', '.') => a.b.c",
                "split('a,b,', ',') => [a, b, ]",
                "split_part('a/b/c', '/', 2) => b",
                "coalesce(missing, host) => Www.Example.org",
                "nullif(status, '404') => null",
                "nullif(status, '200') => 404",
                "length('héé') => 3",
                "starts_with(host, 'Www') => true",
                "ends_with(host, 'org') => true",
                "contains(host, 'xam') => true",
                "regexp_matches(host, '^W.*g$') => true",
                "regexp_extract(host, '([a-z]+)[.]([A-Z])', 2) => E",
                "regexp_replace(host, '([A-Z])', '<\\1>') => <W>ww.<E>xample.org",
                "doc -> '$.a.b[0]' => 2",
                "length(doc ->> '$.a.b[1]') => 3",
                "doc ->> '$.a.b[2]' => null",
                "doc ->> 't' => v",
                "doc ->> 'n' => 9007199254740993",
                "json_extract(doc, '$.a') => {\"b\":[2,\"x\\ny\",null]}",
                "json_extract_string(doc, '$.nothing') => null",
                "doc -> '$.a.b[*]' => [2, \"x\\ny\", null]",
                "list_length(doc ->> '$.a.b[*]') => 2",
                "to_json('a\"b') => \"a\\\"b\"",
                "to_json(doc::varchar) ->> '$' is not null => true",
                "list_of(missing, 'a', 'b') => [a, b]",
                "list_of(missing) => null",
                "list_contains(list_of('a', 'b'), 'b') => true",
                "list_element(list_of('a', 'b'), 2) => b",
                "list_length(split('a,b', ',')) => 2",
                "arn_parts('arn:aws:s3:::bucket/key') => [arn:aws:s3:::bucket/key, bucket/key]",
                "arn_parts('arn:aws:ec2:eu:12:instance/i-1') => [arn:aws:ec2:eu:12:instance/i-1, 12, i-1]",
                "arn_parts('arn:aws:ec2:eu:12:vpc/v-1') => [arn:aws:ec2:eu:12:vpc/v-1, 12]",
                "arn_parts('arn:aws:iam::12:role/x') => [arn:aws:iam::12:role/x, 12]",
                "arn_parts('no arn') => null",
                "\"account-id\" => 123",
                "a.b => dotted",
                "\"a.b\" => dotted",
                "abs(-3) => 3",
                "greatest(1, 3, missing, 2) => 3",
                "least('b', 'a') => a",
                "floor(1.7) => 1.0",
                "'it''s' => it's",
            })
    void expressionsHaveTheirValue(String text, String expected) throws Exception {
        assertThat(value(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "lowr(host) => there is no function 'lowr' (at column 1); did you mean 'lower'?",
                "status = 1 and hots = 'a' => there is no 'hots' (at column 16); did you mean 'host'?",
                "status = => expected a value, found the end (at column 9)",
                "(status = 1 => expected ')', found the end (at column 12)",
                "status 1 => expected the end, found '1' (at column 8)",
                "'abc => the quote ' is not closed (at column 1)",
                "status ; 1 => ';' means nothing here (at column 8)",
                "substr(host) => the function is substr(text, start [, count]), not with 1 arguments (at column 1)",
                "status::intger => there is no type 'intger'; did you mean 'integer'? (at column 9)",
                "status::decimal => the type 'decimal' cannot be stored: use double, or varchar to keep every digit"
                        + " (at column 9)",
                "and => expected a value, found 'and' (at column 1)",
                "case 1 end => expected when, found 'end' (at column 8)",
            })
    void mistakesAreNamedWithTheirPlace(String text, String message) {
        assertThatThrownBy(() -> value(text))
                .isInstanceOf(BadExpressionException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host > 5",
                "host::integer",
                "host + 1",
                "timestamp(host)",
                "9223372036854775807 + 1",
                "regexp_matches(host, '(')",
                "doc -> '$[x]'",
                "epoch('soon')"
            })
    void valuesThatDoNotFitAreToldOfTheRecord(String text) {
        assertThatThrownBy(() -> value(text)).isInstanceOf(UnfitValueException.class);
    }

    @Test
    void deepNestingIsRefusedInsteadOfOverflowing() {
        assertThatThrownBy(() -> value("(".repeat(100_000) + "1" + ")".repeat(100_000)))
                .isInstanceOf(BadExpressionException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void theReferenceNamesEveryFunction() {
        assertThat(Functions.reference()).contains("`arn_parts(arn or list)`").contains("`starts_with(");
    }
}

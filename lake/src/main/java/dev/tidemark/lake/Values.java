package dev.tidemark.lake;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** DuckDB's values as those of the JDK that {@link QueryResult#value} names. */
final class Values {
    private Values() {}

    static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case Byte number -> number.longValue();
            case Short number -> number.longValue();
            case Integer number -> number.longValue();
            case Float number -> Double.valueOf(number.toString());
            case Boolean same -> same;
            case Long same -> same;
            case Double same -> same;
            case BigInteger same -> same;
            case BigDecimal same -> same;
            case LocalDate same -> same;
            case LocalTime same -> same;
            case OffsetDateTime same -> same;
            case LocalDateTime same -> same;
            case Timestamp time -> time.toLocalDateTime();
            case java.sql.Date date -> date.toLocalDate();
            case JsonNode json -> new QueryResult.Json(json.toString());
            case Array array -> list((Object[]) array.getArray());
            case DuckDBStruct struct -> map(struct.getMap());
            case Map<?, ?> map -> map(map);
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            default -> value.toString();
        };
    }

    private static List<@Nullable Object> list(Object[] elements) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>(elements.length);
        for (Object element : elements) {
            list.add(plain(element));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> entries) throws SQLException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            map.put(String.valueOf(plain(entry.getKey())), plain(entry.getValue()));
        }
        return Collections.unmodifiableMap(map);
    }
}

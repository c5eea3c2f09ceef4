package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A value that documents are sorted by, in the order of the cluster: numbers by their size, texts by their bytes.
 *
 * @param json as the cluster wrote it, a number or a text; a number is never rounded
 */
record CursorValue(String json) implements Comparable<CursorValue> {
    /** @throws IllegalArgumentException if it is neither a number nor a text */
    CursorValue {
        json = json.strip();
        if (isText(json)) {
            text(json);
        } else if (!json.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?")) {
            throw new IllegalArgumentException("'" + json + "' is neither a number nor a text");
        }
    }

    /**
     * Of a document.
     *
     * @param list of the one value that it is sorted by, as JSON
     * @throws IllegalArgumentException if that is something else
     */
    static CursorValue of(String list) {
        if (!list.startsWith("[") || !list.endsWith("]")) {
            throw new IllegalArgumentException("'" + list + "' is no list");
        }
        return new CursorValue(list.substring(1, list.length() - 1));
    }

    /** @throws IllegalArgumentException if one is a number and the other a text */
    @Override
    public int compareTo(CursorValue other) {
        if (isText(json) != isText(other.json)) {
            throw new IllegalArgumentException(json + " and " + other.json + " have no order");
        }
        return isText(json)
                ? Arrays.compareUnsigned(
                        text(json).getBytes(UTF_8), text(other.json).getBytes(UTF_8))
                : new BigDecimal(json).compareTo(new BigDecimal(other.json));
    }

    private static boolean isText(String json) {
        return json.startsWith("\"");
    }

    private static String text(String json) {
        return JsonObject.parse(("{\"value\":" + json + "}").getBytes(UTF_8)).text("value");
    }

    @Override
    public String toString() {
        return json;
    }
}
